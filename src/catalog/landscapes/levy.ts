import type { Landscape } from '../types.ts'

export const levy: Landscape = {
  id: 'levy',
  name: 'Levy',
  group: 'global',
  formula: [
    'w = 1 + (x - 1)/4',
    'z = 1 + (y - 1)/4',
    'sin(pi*w)^2 + (w - 1)^2*(1 + 10*sin(pi*w + 1)^2) + (z - 1)^2*(1 + sin(2*pi*z)^2)',
  ].join('\n'),
  constants: [],
  domain: [[-10, 10], [-10, 10]],
  minima: [[1, 1]],
  start: [-3.6, 6.6],
  source: {
    cite: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/levy.html',
  },
  teaches: 'Waves across x, a gentle slope along y: one coordinate is easy, the other full of traps.',
  note: 'The general d-dimensional Levy function at d = 2, not Levy N.13.',
}
