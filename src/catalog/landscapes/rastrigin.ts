import type { Landscape } from '../types.ts'

export const rastrigin: Landscape = {
  id: 'rastrigin',
  name: 'Rastrigin',
  group: 'global',
  formula: '2*A + x^2 - A*cos(2*pi*x) + y^2 - A*cos(2*pi*y)',
  constants: [
    { name: 'A', default: 10, min: 0, max: 20, help: 'Depth of the ripples; at 0 this is the sphere.' },
  ],
  domain: [[-5.12, 5.12], [-5.12, 5.12]],
  minima: [[0, 0]],
  minimaFormulas: [['0', '0']],
  start: [3.3, -2.4],
  source: {
    cite: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/rastr.html',
  },
  teaches: 'A bowl covered with an egg-box of about a hundred dips: gradients tell about the next dip, not about the bowl.',
}
