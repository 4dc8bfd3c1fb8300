import type { Landscape } from '../types.ts'

export const beale: Landscape = {
  id: 'beale',
  name: 'Beale',
  group: 'curved-valleys',
  formula: '(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2',
  constants: [],
  domain: [[-4.5, 4.5], [-4.5, 4.5]],
  minima: [[3, 0.5]],
  start: [1, 1.5],
  source: {
    cite: 'Beale 1958; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/beale.html',
  },
  teaches:
    'Sheer walls at the corners around a wide flat middle: gradients differ by factors of a million, and a rate for one is hopeless for the other.',
}
