import type { Landscape } from '../types.ts'

export const eggholder: Landscape = {
  id: 'eggholder',
  name: 'Eggholder',
  group: 'global',
  formula: '-(y + 47)*sin(sqrt(abs(x/2 + y + 47))) - x*sin(sqrt(abs(x - y - 47)))',
  constants: [],
  domain: [[-512, 512], [-512, 512]],
  minima: [[512, 404.2318051137578]],
  start: [380, 260],
  source: {
    cite: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/egg.html',
  },
  teaches: 'Large irregular waves, the best point on the rim of the box: descent alone finds one wave trough among many.',
  note: 'The minimum lies on the edge of the box and holds only inside it; lengths are hundreds, so learning rates are too.',
}
