import type { Landscape } from '../types.ts'

export const griewank: Landscape = {
  id: 'griewank',
  name: 'Griewank',
  group: 'global',
  formula: '1 + (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2))',
  constants: [],
  domain: [[-10, 10], [-10, 10]],
  minima: [[0, 0]],
  start: [-4.4, 7.6],
  source: {
    cite: 'Griewank 1981; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/griewank.html',
  },
  teaches: 'Regular dips of almost equal depth on a bowl too shallow to feel: from nearby nothing says which dip is the best.',
  note: 'The customary box is [-600, 600], where one sees only the bowl; this one shows the dips.',
}
