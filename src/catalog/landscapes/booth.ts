import type { Landscape } from '../types.ts'

export const booth: Landscape = {
  id: 'booth',
  name: 'Booth',
  group: 'bowls',
  formula: '(x + 2*y - 7)^2 + (2*x + y - 5)^2',
  constants: [],
  domain: [[-10, 10], [-10, 10]],
  minima: [[1, 3]],
  start: [-8, -5],
  source: {
    cite: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/booth.html',
  },
  teaches:
    'Two linear equations as least squares: a well-behaved bowl away from the origin, where all sensible methods should agree.',
}
