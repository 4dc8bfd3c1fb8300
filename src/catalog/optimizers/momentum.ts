import { decayRate, l2Decay, onLine, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const momentum: Optimizer = {
  kind: 'formula',
  id: 'momentum',
  name: 'Momentum',
  family: 'descent',
  hyper: [
    rate(0.001),
    decayRate('momentum', 0.9, 'How much of the old velocity is kept: more carries through flat valleys, and overshoots further.'),
    onLine('dampening', 0, [0, 0.99, 0.01], { min: 0, below: 1 }, 'How much of each new gradient is left out of the velocity.'),
    l2Decay(),
  ],
  goodLr: 0.001,
  rule: [
    'g = g + weight_decay*theta',
    'v = t == 1 ? g : momentum*v + (1 - dampening)*g',
    'theta = theta - lr*v',
  ].join('\n'),
  source: {
    cite: 'Polyak 1964, Some methods of speeding up the convergence of iteration methods',
    url: 'https://doi.org/10.1016/0041-5553(64)90137-5',
  },
  idea: 'A heavy ball: gradients add up to a velocity, which cancels zigzags and builds speed along valleys.',
  note:
    'The form of PyTorch: v sums plain gradients (the first one undampened) and lr stands outside. At a constant lr its path is that of momentum_lr_inside, and that of momentum_ema at lr/(1 - beta); under a schedule momentum_lr_inside goes elsewhere, because its old velocity keeps the old rate.',
}
