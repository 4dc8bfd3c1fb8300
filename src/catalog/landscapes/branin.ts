import type { Landscape } from '../types.ts'

export const branin: Landscape = {
  id: 'branin',
  name: 'Branin',
  group: 'global',
  formula: '(y - 5.1*x^2/(4*pi^2) + 5*x/pi - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10',
  constants: [],
  domain: [[-5, 10], [0, 15]],
  minima: [[-3.141592653589793, 12.275], [3.141592653589793, 2.275], [9.42477796076938, 2.475]],
  start: [5.6, 13.5],
  source: {
    cite: 'Branin 1972; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/branin.html',
  },
  teaches: 'Three equal minima joined by a curved valley: which one is found shows how far a method looks along the valley.',
}
