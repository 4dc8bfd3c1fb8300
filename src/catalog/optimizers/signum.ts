import { decayRate, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const signum: Optimizer = {
  kind: 'formula',
  id: 'signum',
  name: 'Signum',
  family: 'descent',
  hyper: [
    rate(0.01),
    decayRate('beta', 0.9, 'Memory of the averaged gradient whose sign is taken.'),
  ],
  goodLr: 0.01,
  rule: [
    'm = beta*m + (1 - beta)*g',
    'theta = theta - lr*sign(m)',
  ].join('\n'),
  source: { cite: 'Bernstein et al. 2018, signSGD: compressed optimisation for non-convex problems', url: 'https://arxiv.org/abs/1802.04434' },
  idea: 'The sign of the momentum: sign SGD that does not change its mind at every step.',
}
