import { rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const extragradient: Optimizer = {
  kind: 'formula',
  id: 'extragradient',
  name: 'Extragradient',
  family: 'descent',
  hyper: [rate(0.0005)],
  goodLr: 0.0005,
  rule: [
    'ahead = theta - lr*g',
    'theta = theta - lr*grad(ahead)',
  ].join('\n'),
  source: {
    cite: 'Korpelevich 1976, The extragradient method for finding saddle points; Gidel et al. 2018',
    url: 'https://arxiv.org/abs/1802.10551',
  },
  idea: 'Try a step, then take it with the gradient found at its end.',
  note: 'Made for games, where plain descent circles; on a loss it is a careful descent. Two gradients a step.',
}
