import type { Landscape } from '../types.ts'

export const threeHumpCamel: Landscape = {
  id: 'three_hump_camel',
  name: 'Three-hump camel',
  group: 'many-minima',
  formula: '2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2',
  constants: [],
  domain: [[-5, 5], [-5, 5]],
  minima: [[0, 0]],
  start: [-1.9, 1.4],
  source: {
    cite: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/camel3.html',
  },
  teaches: 'Three minima in a row, the best in the middle: heavy momentum rolls over the ridge, caution stays on the wrong side.',
}
