import type { Landscape } from '../types.ts'

export const quadraticIll: Landscape = {
  id: 'quadratic_ill',
  name: 'Ill-conditioned quadratic',
  group: 'bowls',
  formula: '0.5*(x^2 + kappa*y^2)',
  constants: [
    {
      name: 'kappa', default: 25, min: 1, max: 1000, scale: 'log',
      help: 'The condition number: how much steeper y is than x, and about how many times slower gradient descent gets.',
    },
  ],
  domain: [[-5, 5], [-5, 5]],
  minima: [[0, 0]],
  minimaFormulas: [['0', '0']],
  start: [-4, 1.3],
  source: {
    cite: 'folklore; Nocedal & Wright 2006, Numerical Optimization, section 3.3',
    url: 'https://doi.org/10.1007/978-0-387-40065-5',
  },
  teaches:
    'One direction is kappa times more curved than the other: the steep one limits the learning rate, the flat one then crawls.',
}
