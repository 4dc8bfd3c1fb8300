import { decayRate, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const momentumEma: Optimizer = {
  kind: 'formula',
  id: 'momentum_ema',
  name: 'Momentum (averaging form)',
  family: 'descent',
  hyper: [
    rate(0.01),
    decayRate('beta', 0.9, 'How much of the old velocity is kept: more carries through flat valleys, and overshoots further.'),
  ],
  goodLr: 0.01,
  rule: [
    'v = beta*v + (1 - beta)*g',
    'theta = theta - lr*v',
  ].join('\n'),
  source: {
    cite: 'Polyak 1964, Some methods of speeding up the convergence of iteration methods',
    url: 'https://doi.org/10.1016/0041-5553(64)90137-5',
  },
  idea: 'Step along a running average of the gradients instead of the last one.',
  note:
    'Many lecture notes print momentum so. The factor 1 - beta makes its steps shorter: the path is that of momentum with lr*(1 - beta), under any schedule too, so at beta 0.9 it wants ten times the rate. No bias correction.',
}
