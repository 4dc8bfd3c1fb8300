import type { Landscape } from '../types.ts'

export const strictSaddle: Landscape = {
  id: 'strict_saddle',
  name: 'Strict saddle',
  group: 'saddles',
  formula: 'x^2/2 + y^4/4 - y^2/2',
  constants: [],
  domain: [[-2, 2], [-1.8, 1.8]],
  minima: [[0, -1], [0, 1]],
  start: [-1.6, 0.01],
  source: {
    cite: 'Lee, Simchowitz, Jordan & Recht 2016, Gradient Descent Only Converges to Minimizers (after an example of Nesterov 2004)',
    url: 'https://arxiv.org/abs/1602.04915',
  },
  teaches:
    'A saddle between two minima: started exactly on y = 0 gradient descent ends at the saddle, from anywhere else it escapes, slowly at first.',
}
