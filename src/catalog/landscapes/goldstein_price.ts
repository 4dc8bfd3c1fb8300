import type { Landscape } from '../types.ts'

export const goldsteinPrice: Landscape = {
  id: 'goldstein_price',
  name: 'Goldstein-Price',
  group: 'global',
  formula:
    '(1 + (x+y+1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2)) * (30 + (2*x-3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))',
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
