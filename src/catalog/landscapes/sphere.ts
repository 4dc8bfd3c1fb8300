import type { Landscape } from '../types.ts'

export const sphere: Landscape = {
  id: 'sphere',
  name: 'Sphere',
  group: 'bowls',
  formula: 'x^2 + y^2',
  constants: [],
  domain: [[-5.12, 5.12], [-5.12, 5.12]],
  minima: [[0, 0]],
  start: [-4.2, 3.1],
  source: {
    cite: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/spheref.html',
  },
  teaches:
    'The easiest bowl: every direction is curved alike, so one learning rate suits them all and plain gradient descent runs straight to the bottom.',
}
