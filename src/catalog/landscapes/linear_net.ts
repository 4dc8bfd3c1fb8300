import type { Landscape } from '../types.ts'

export const linearNet: Landscape = {
  id: 'linear_net',
  name: 'Two-layer linear net',
  group: 'saddles',
  formula: '(x*y - c)^2/2',
  constants: [
    { name: 'c', default: 1, min: 0.1, max: 4, help: 'The number that the product of the two weights must reach.' },
  ],
  domain: [[-3, 3], [-3, 3]],
  minima: [[-1, -1], [1, 1]],
  minimaFormulas: [['-sqrt(c)', '-sqrt(c)'], ['sqrt(c)', 'sqrt(c)']],
  start: [2.6, -0.5],
  source: {
    cite: 'Saxe, McClelland & Ganguli 2014, Exact solutions to the nonlinear dynamics of learning in deep linear neural networks',
    url: 'https://arxiv.org/abs/1312.6120',
  },
  teaches:
    'The smallest deep network, one weight per layer, fitted to c: a saddle at zero, a whole curve of solutions, and the sharper the solution the smaller the rate that can stay there.',
  note: 'Every point with x*y = c is a global minimum; the two marked are the flattest ones, where the layers share the work.',
}
