import type { Landscape } from '../types.ts'

export const schaffer2: Landscape = {
  id: 'schaffer_2',
  name: 'Schaffer N.2',
  group: 'global',
  formula: '0.5 + (sin(x^2 - y^2)^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2',
  constants: [],
  domain: [[-4, 4], [-4, 4]],
  minima: [[0, 0]],
  start: [2.3, 1.2],
  source: {
    cite: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/schaffer2.html',
  },
  teaches:
    'Sharp crossing ridges, with hardly any drop from one trough to the next: the bottom of a trough is almost as good as the best point.',
  note: 'The customary box is [-100, 100].',
}
