import type { Landscape } from '../types.ts'

export const ackley: Landscape = {
  id: 'ackley',
  name: 'Ackley',
  group: 'global',
  formula: '-a*exp(-b*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(c*x) + cos(c*y))) + a + e',
  constants: [
    { name: 'a', default: 20, min: 0, max: 40, help: 'Depth of the funnel.' },
    { name: 'b', default: 0.2, min: 0.02, max: 1, scale: 'log', help: 'How quickly the funnel flattens away from its centre.' },
    {
      name: 'c', default: 6.283185307179586, min: 0, max: 12.566370614359172,
      help: 'How many ripples there are to a unit of length.',
    },
  ],
  domain: [[-5, 5], [-5, 5]],
  minima: [[0, 0]],
  minimaFormulas: [['0', '0']],
  start: [-2.6, 3.4],
  source: {
    cite: 'Ackley 1987; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/ackley.html',
  },
  teaches:
    'Nearly flat and rippled outside, a sharp funnel in the middle: large early steps find the funnel, small late ones the bottom.',
  note: 'The bottom is the tip of a cone and has no gradient there; 0 is used. The customary box is [-32.768, 32.768].',
}
