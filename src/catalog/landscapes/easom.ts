import type { Landscape } from '../types.ts'

export const easom: Landscape = {
  id: 'easom',
  name: 'Easom',
  group: 'global',
  formula: '-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))',
  constants: [],
  domain: [[0, 6.4], [0, 6.4]],
  minima: [[3.141592653589793, 3.141592653589793]],
  start: [1.9, 2.3],
  source: {
    cite: 'Easom 1990; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/easom.html',
  },
  teaches: 'One narrow well in a plain without slope: with no gradient there is nothing to follow, however clever the rule.',
  note:
    'The customary box is [-100, 100], where the well is a dot; farther than about 3 from it the gradient is as good as zero.',
}
