import { decayRate, epsilon, flag, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const adopt: Optimizer = {
  kind: 'formula',
  id: 'adopt',
  name: 'ADOPT',
  family: 'modern',
  hyper: [
    rate(1),
    decayRate('beta1', 0.9, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.9999, 'Memory of the averaged squared gradient: more makes the step per coordinate steadier and slower to adapt.'),
    epsilon(1e-6),
    flag('clip', true, 'Cuts the divided gradient at the fourth root of the steps made.'),
  ],
  goodLr: 1,
  rule: [
    'limit = (t - 1)^0.25',
    'u = g/max(sqrt(v), eps)',
    'u = clip ? clamp(u, -limit, limit) : u',
    'm = t == 1 ? 0 : beta1*m + (1 - beta1)*u',
    'v = t == 1 ? g^2 : beta2*v + (1 - beta2)*g^2',
    'theta = theta - lr*m',
  ].join('\n'),
  source: {
    cite: 'Taniguchi et al. 2024, ADOPT: modified Adam can converge with any beta2 with the optimal rate',
    url: 'https://arxiv.org/abs/2411.02853',
  },
  idea: 'Adam that divides each gradient by the squares seen before it, never by its own, and averages after.',
  note: 'The first update only fills v and does not move.',
}
