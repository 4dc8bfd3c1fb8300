import { rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const sgdSqrtDecay: Optimizer = {
  kind: 'formula',
  id: 'sgd_sqrt_decay',
  name: 'Dynamic gradient descent',
  family: 'descent',
  hyper: [rate(0.002)],
  goodLr: 0.002,
  rule: 'theta = theta - lr/(1 + sqrt(t - 1))*g',
  source: {
    cite: 'Zinkevich 2003, Online convex programming and generalized infinitesimal gradient ascent',
    url: 'https://cdn.aaai.org/ICML/2003/ICML03-120.pdf',
  },
  idea: 'Gradient descent whose rate falls as one over the root of the steps made.',
  note: 'The first step has the whole rate. It is sgd under the schedule sqrt_decay, written as a rule of its own.',
}
