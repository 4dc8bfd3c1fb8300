import type { Landscape } from '../types.ts'

export const rotatedQuadratic: Landscape = {
  id: 'rotated_quadratic',
  name: 'Rotated quadratic',
  group: 'bowls',
  formula: [
    'c = cos(angle*pi/180)',
    's = sin(angle*pi/180)',
    'u = c*x + s*y',
    'w = c*y - s*x',
    '0.5*(u^2 + kappa*w^2)',
  ].join('\n'),
  constants: [
    {
      name: 'kappa', default: 25, min: 1, max: 1000, scale: 'log',
      help: 'The condition number: how much more curved the valley is across than along.',
    },
    {
      name: 'angle', default: 30, min: 0, max: 180,
      help: 'Degrees between the x axis and the floor of the valley; per-coordinate rules such as Adam see the turn.',
    },
  ],
  domain: [[-5, 5], [-5, 5]],
  minima: [[0, 0]],
  minimaFormulas: [['0', '0']],
  start: [-4.2, 0.6],
  source: {
    cite: 'folklore; Nocedal & Wright 2006, Numerical Optimization, section 3.3',
    url: 'https://doi.org/10.1007/978-0-387-40065-5',
  },
  teaches:
    'The same valley turned away from the axes: rules that scale each coordinate by itself lose their advantage, while gradient descent does not notice.',
}
