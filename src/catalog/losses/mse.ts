import type { Loss } from '../network-types.ts'

export const mse: Loss = {
  id: 'mse',
  name: 'Mean squared error',
  kind: 'pointwise',
  formula: '(p - y)^2',
  params: [],
  targets: 'onehot',
  output: 'number',
  tasks: ['numbers', 'classes'],
  source: { cite: 'Legendre 1805, Nouvelles méthodes pour la détermination des orbites des comètes', url: 'https://en.wikipedia.org/wiki/Mean_squared_error' },
  idea: 'The square of the error: large errors count most, so one outlier can pull the whole fit.',
}
