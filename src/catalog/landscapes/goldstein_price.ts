import type { Landscape } from '../types.ts'

export const goldsteinPrice: Landscape = {
  id: 'goldstein_price',
  name: 'Goldstein-Price',
  group: 'global',
  // The published polynomials of x and y are polynomials of s and d: written so, float32 keeps two more bits of the gradient.
  formula: [
    's = x + y',
    'd = 2*x - 3*y',
    '(1 + (s + 1)^2*(19 - 14*s + 3*s^2)) * (30 + d^2*(18 - 16*d + 3*d^2))',
  ].join('\n'),
  constants: [],
  domain: [[-2, 2], [-2, 2]],
  minima: [[0, -1]],
  start: [-1.1, -0.4],
  source: {
    cite: 'Goldstein & Price 1971; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/goldpr.html',
  },
  teaches:
    'Values from 3 to a million in one small box: methods that look at the size of the gradient explode, those that look at its sign do not.',
}
