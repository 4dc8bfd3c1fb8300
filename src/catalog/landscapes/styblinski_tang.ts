import type { Landscape } from '../types.ts'

export const styblinskiTang: Landscape = {
  id: 'styblinski_tang',
  name: 'Styblinski-Tang',
  group: 'many-minima',
  formula: '0.5*(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)',
  constants: [],
  domain: [[-5, 5], [-5, 5]],
  minima: [[-2.903534027771177, -2.903534027771177]],
  start: [0.7, -1.2],
  source: {
    cite: 'Styblinski & Tang 1990; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/stybtang.html',
  },
  teaches:
    'Four pits of different depth: a descent ends in the pit whose slope it starts on, and only noise or momentum carry it further.',
}
