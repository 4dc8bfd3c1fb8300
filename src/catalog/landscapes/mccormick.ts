import type { Landscape } from '../types.ts'

export const mccormick: Landscape = {
  id: 'mccormick',
  name: 'McCormick',
  group: 'curved-valleys',
  formula: 'sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1',
  constants: [],
  domain: [[-1.5, 4], [-3, 4]],
  minima: [[-0.5471975511965977, -1.5471975511965979]],
  start: [2.6, 3.4],
  source: {
    cite: 'McCormick 1976; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/mccorm.html',
  },
  teaches: 'A valley that undulates along the diagonal: a descent from the far end can stop at the wrong dip.',
  note:
    'Unbounded below outside the box: the floor sinks by pi each time along the diagonal, so this minimum is global only inside it.',
}
