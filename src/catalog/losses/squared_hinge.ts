import type { Loss } from '../network-types.ts'

export const squaredHinge: Loss = {
  id: 'squared_hinge',
  name: 'Squared hinge',
  kind: 'pointwise',
  formula: 'max(0, 1 - y*p)^2',
  params: [],
  targets: 'sign',
  output: 'margin',
  tasks: ['classes'],
  source: { cite: 'Tang 2013, Deep learning using linear support vector machines', url: 'https://arxiv.org/abs/1306.0239' },
  idea: 'The hinge with its corner smoothed; examples far on the wrong side push hardest.',
}
