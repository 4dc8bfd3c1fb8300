import { decayRate, l2Decay, onLine, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const nesterov: Optimizer = {
  kind: 'formula',
  id: 'nesterov',
  name: 'Nesterov momentum',
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
    'theta = theta - lr*(g + momentum*v)',
  ].join('\n'),
  source: {
    cite: 'Nesterov 1983, A method for solving the convex programming problem with convergence rate O(1/k^2)',
    url: 'https://www.mathnet.ru/eng/dan46009',
  },
  idea: 'Momentum that looks where it is about to be, and so brakes before it overshoots.',
  note: 'The form of PyTorch, Keras and TensorFlow.js: its points are the look-ahead points theta + momentum*v of nesterov_lookahead.',
}
