import type { Landscape } from '../types.ts'

export const bukin6: Landscape = {
  id: 'bukin_6',
  name: 'Bukin N.6',
  group: 'non-smooth',
  formula: '100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)',
  constants: [],
  domain: [[-15, -5], [-3, 3]],
  minima: [[-10, 1]],
  start: [-13, -1.2],
  source: {
    cite: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/bukin6.html',
  },
  teaches:
    'A crease with infinite slope at its bottom: the closer you get, the larger the gradient, which is the opposite of what every rule hopes for.',
}
