import type { Landscape } from '../types.ts'

export const plateauCliff: Landscape = {
  id: 'plateau_cliff',
  name: 'Plateau with cliff',
  group: 'non-smooth',
  formula: 'height*sigmoid(steep*x) + 0.02*(x + 2)^2 + 0.05*y^2',
  constants: [
    { name: 'height', default: 2, min: 0, max: 10, help: 'How far the cliff drops.' },
    {
      name: 'steep', default: 20, min: 1, max: 200, scale: 'log',
      help: 'How sudden the cliff is; the largest slope is about height*steep/4.',
    },
  ],
  domain: [[-6, 6], [-4, 4]],
  minima: [[-2.0000000000000044, 0]],
  start: [4.5, 3],
  source: {
    cite: 'made for this playground, after Pascanu, Mikolov & Bengio 2013, On the difficulty of training recurrent neural networks',
    url: 'https://arxiv.org/abs/1211.5063',
  },
  teaches: 'A long gentle plateau that ends in a cliff: one huge gradient undoes a hundred small steps, unless it is clipped.',
  note: 'Smooth on paper, but at the scale of a step the cliff is a jump.',
}
