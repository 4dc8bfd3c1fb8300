import type { Loss } from '../network-types.ts'

export const mae: Loss = {
  id: 'mae',
  name: 'Mean absolute error',
  kind: 'pointwise',
  formula: 'abs(p - y)',
  params: [],
  targets: 'onehot',
  output: 'number',
  tasks: ['numbers'],
  source: { cite: 'Laplace 1774, Mémoire sur la probabilité des causes par les événements', url: 'https://en.wikipedia.org/wiki/Least_absolute_deviations' },
  idea: 'The size of the error: outliers count no more than their distance, but the slope does not fade near the fit.',
}
