import type { Loss } from '../network-types.ts'

export const hinge: Loss = {
  id: 'hinge',
  name: 'Hinge',
  kind: 'pointwise',
  formula: 'y*p < 1 ? 1 - y*p : 0',
  params: [],
  targets: 'sign',
  output: 'margin',
  tasks: ['classes'],
  source: { cite: 'Cortes & Vapnik 1995, Support-vector networks', url: 'https://doi.org/10.1007/BF00994018' },
  idea: 'No loss once the output is on the right side by a margin of one; the other examples push with equal force.',
}
