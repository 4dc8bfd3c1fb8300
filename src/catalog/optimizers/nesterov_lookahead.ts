import { decayRate, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const nesterovLookahead: Optimizer = {
  kind: 'formula',
  id: 'nesterov_lookahead',
  name: 'Nesterov momentum (textbook form)',
  family: 'descent',
  hyper: [
    rate(0.001),
    decayRate('momentum', 0.9, 'How much of the old velocity is kept: more carries through flat valleys, and overshoots further.'),
  ],
  goodLr: 0.001,
  rule: [
    'ahead = theta + momentum*v',
    'v = momentum*v - lr*grad(ahead)',
    'theta = theta + v',
  ].join('\n'),
  source: {
    cite: 'Sutskever et al. 2013, On the importance of initialization and momentum in deep learning',
    url: 'https://proceedings.mlr.press/v28/sutskever13.html',
  },
  idea: 'Take the gradient not here but where the velocity is about to lead.',
  note: 'Shows theta itself; the points that libraries show are its look-ahead points (see nesterov).',
}
