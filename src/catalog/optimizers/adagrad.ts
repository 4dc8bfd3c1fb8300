import { epsilon, l2Decay, onLine, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const adagrad: Optimizer = {
  kind: 'formula',
  id: 'adagrad',
  name: 'Adagrad',
  family: 'adaptive',
  hyper: [
    rate(0.2),
    epsilon(1e-10),
    onLine('initial_accumulator', 0, [0, 1, 0.01], { min: 0 }, 'Start of the sum of squares: larger makes the first steps shorter.'),
    onLine('lr_decay', 0, [0, 0.1, 0.001], { min: 0 }, 'Extra decay of the rate, as one over the number of steps.'),
    l2Decay(),
  ],
  goodLr: 0.2,
  rule: [
    'g = g + weight_decay*theta',
    's = s + g^2',
    'eta = lr/(1 + (t - 1)*lr_decay)',
    'theta = theta - eta*g/(sqrt(s) + eps)',
  ].join('\n'),
  init: { s: 'initial_accumulator' },
  source: {
    cite: 'Duchi, Hazan & Singer 2011, Adaptive subgradient methods for online learning and stochastic optimization',
    url: 'https://jmlr.org/papers/v12/duchi11a.html',
  },
  idea: 'Each coordinate divides its rate by the size of all slopes it has seen, so steep ones slow down first.',
  note: 'The form of PyTorch: the sum starts at 0 and eps stands outside the root. Keras and TensorFlow.js start at 0.1 with eps inside.',
}
