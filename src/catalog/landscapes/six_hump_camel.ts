import type { Landscape } from '../types.ts'

export const sixHumpCamel: Landscape = {
  id: 'six_hump_camel',
  name: 'Six-hump camel',
  group: 'many-minima',
  formula: '(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2',
  constants: [],
  domain: [[-3, 3], [-2, 2]],
  minima: [[0.08984201310031806, -0.7126564030207396], [-0.08984201310031806, 0.7126564030207396]],
  start: [-1.1, -1.7],
  source: {
    cite: 'Dixon & Szego 1978; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/camel6.html',
  },
  teaches: 'Six minima, two of them the best: walls of sixth power at the sides, gentle hills in the middle.',
}
