import type { Landscape } from '../types.ts'

export const matyas: Landscape = {
  id: 'matyas',
  name: 'Matyas',
  group: 'bowls',
  formula: '0.26*(x^2 + y^2) - 0.48*x*y',
  constants: [],
  domain: [[-10, 10], [-10, 10]],
  minima: [[0, 0]],
  start: [-8.5, -2],
  source: {
    cite: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/matya.html',
  },
  teaches: 'A bowl whose long axis is the diagonal: x and y must move together, so stepping in one coordinate at a time is slow.',
}
