import type { Landscape } from '../types.ts'

export const chebyshevRosenbrock: Landscape = {
  id: 'chebyshev_rosenbrock',
  name: 'Non-smooth Chebyshev-Rosenbrock',
  group: 'non-smooth',
  formula: 'abs(x - 1)/4 + abs(y - 2*x^2 + 1)',
  constants: [],
  domain: [[-1.6, 1.6], [-1.6, 1.6]],
  minima: [[1, 1]],
  start: [-0.9, -0.3],
  source: {
    cite: 'Gurbuzbalaban & Overton 2012, On Nesterov\'s nonsmooth Chebyshev-Rosenbrock functions',
    url: 'https://doi.org/10.1016/j.na.2011.07.062',
  },
  teaches:
    'A bent crease instead of a bent valley: the gradient points across the crease almost everywhere, and most methods jam on it.',
}
