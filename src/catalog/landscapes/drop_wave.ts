import type { Landscape } from '../types.ts'

export const dropWave: Landscape = {
  id: 'drop_wave',
  name: 'Drop-wave',
  group: 'global',
  formula: '-(1 + cos(12*sqrt(x^2 + y^2)))/(0.5*(x^2 + y^2) + 2)',
  constants: [],
  domain: [[-2.2, 2.2], [-2.2, 2.2]],
  minima: [[0, 0]],
  start: [1.45, -1],
  source: {
    cite: 'Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/drop.html',
  },
  teaches: 'Rings of equal walls around the minimum: every straight way in leads over ridges.',
  note: 'The customary box is [-5.12, 5.12].',
}
