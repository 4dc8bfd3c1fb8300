import type { Landscape } from '../types.ts'

export const michalewicz: Landscape = {
  id: 'michalewicz',
  name: 'Michalewicz',
  group: 'global',
  formula: '-sin(x)*(sin(x^2/pi)^2)^m - sin(y)*(sin(2*y^2/pi)^2)^m',
  constants: [
    { name: 'm', default: 10, min: 1, max: 20, help: 'How narrow the gorges are: wide valleys at 1, needle slits at 20.' },
  ],
  domain: [[0, 3.141592653589793], [0, 3.141592653589793]],
  minima: [[2.2029055201726093, 1.5707963267948966]],
  start: [1.75, 1.2],
  source: {
    cite: 'Michalewicz 1992; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/michal.html',
  },
  teaches: 'Steep narrow gorges in flat land: off the gorges there is no gradient, in them there is too much.',
  note:
    'sin(...)^(2 m) is written as (sin(...)^2)^m, which needs no power of a negative number. The minimum holds inside the box.',
}
