import type { Landscape } from '../types.ts'

export const sharpFlat: Landscape = {
  id: 'sharp_flat',
  name: 'Sharp and flat valley',
  group: 'many-minima',
  formula: [
    'k = flat + (sharp - flat)*sigmoid(-4*x)',
    'k*(x^2 - 4)^2/32 + y^2/2',
  ].join('\n'),
  constants: [
    {
      name: 'sharp', default: 20, min: 1, max: 100, scale: 'log',
      help: 'The curvature of the left minimum; plain gradient descent settles there only below lr = 2/sharp.',
    },
    { name: 'flat', default: 1, min: 0.1, max: 10, scale: 'log', help: 'The curvature of the right minimum.' },
  ],
  domain: [[-3.2, 3.2], [-2, 2]],
  minima: [[-2, 0], [2, 0]],
  minimaFormulas: [['-2', '0'], ['2', '0']],
  start: [-2.7, 1.5],
  source: {
    cite: 'made for this playground, after Hochreiter & Schmidhuber 1997, Flat Minima',
    url: 'https://doi.org/10.1162/neco.1997.9.1.1',
  },
  teaches:
    'Two perfect minima, one sharp, one flat: above lr = 2/sharp gradient descent cannot stay in the sharp one and is thrown into the flat one.',
}
