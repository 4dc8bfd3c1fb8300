import { rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const signSgd: Optimizer = {
  kind: 'formula',
  id: 'sign_sgd',
  name: 'Sign SGD',
  family: 'descent',
  hyper: [rate(0.002)],
  goodLr: 0.002,
  rule: 'theta = theta - lr*sign(g)',
  source: { cite: 'Bernstein et al. 2018, signSGD: compressed optimisation for non-convex problems', url: 'https://arxiv.org/abs/1802.04434' },
  idea: 'Only the sign of each slope counts: every coordinate moves by exactly lr.',
}
