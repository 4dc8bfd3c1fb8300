import { decayRate, onLine, onLog, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const lars: Optimizer = {
  kind: 'formula',
  id: 'lars',
  name: 'LARS',
  family: 'adaptive',
  hyper: [
    rate(5, [1e-3, 100]),
    decayRate('momentum', 0.9, 'How much of the old velocity is kept: more carries through flat valleys, and overshoots further.'),
    onLine('weight_decay', 0, [0, 0.2, 0.001], { min: 0 }, 'Pull toward zero, which also enters the norm in the ratio.'),
    onLog('trust_coefficient', 0.001, [1e-5, 1], { above: 0 }, 'The step as a fraction of the size of the parameters.'),
    onLog('eps', 0, [1e-12, 1], { min: 0 }, 'Keeps the ratio finite where gradients vanish.'),
  ],
  goodLr: 5,
  rule: [
    'q = trust_coefficient*norm(theta)/(norm(g) + weight_decay*norm(theta) + eps)',
    'q = norm(theta) == 0 or norm(g) == 0 ? 1 : q',
    'v = momentum*v + lr*q*(g + weight_decay*theta)',
    'theta = theta - v',
  ].join('\n'),
  source: { cite: 'You, Gitman & Ginsburg 2017, Large batch training of convolutional networks', url: 'https://arxiv.org/abs/1708.03888' },
  idea: 'Momentum whose step, tensor by tensor, is a fixed fraction of the size of the parameters.',
  note: 'The denominator is the sum of two norms as in the paper; optax takes the norm of the sum. On the plane the pair is one tensor.',
}
