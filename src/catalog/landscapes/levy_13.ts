import type { Landscape } from '../types.ts'

export const levy13: Landscape = {
  id: 'levy_13',
  name: 'Levy N.13',
  group: 'global',
  formula: 'sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)',
  constants: [],
  domain: [[-3, 5], [-3, 5]],
  minima: [[1, 1]],
  start: [-2.2, 3.6],
  source: {
    cite: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/levy13.html',
  },
  teaches: 'Fine ripples on a bowl: an average over many steps, or noise, sees the bowl that single gradients hide.',
  note: 'The customary box is [-10, 10].',
}
