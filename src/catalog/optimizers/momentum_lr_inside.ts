import { decayRate, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const momentumLrInside: Optimizer = {
  kind: 'formula',
  id: 'momentum_lr_inside',
  name: 'Momentum (rate inside)',
  family: 'descent',
  hyper: [
    rate(0.001),
    decayRate('beta', 0.9, 'How much of the old velocity is kept: more carries through flat valleys, and overshoots further.'),
  ],
  goodLr: 0.001,
  rule: [
    'v = beta*v - lr*g',
    'theta = theta + v',
  ].join('\n'),
  source: {
    cite: 'Sutskever et al. 2013, On the importance of initialization and momentum in deep learning',
    url: 'https://proceedings.mlr.press/v28/sutskever13.html',
  },
  idea: 'A heavy ball whose velocity is measured in parameters per step: the rate is already in it.',
  note:
    'The form of Keras. Step for step the path of momentum while lr is constant; once a schedule changes lr the two part, because here the old velocity keeps the old rate.',
}
