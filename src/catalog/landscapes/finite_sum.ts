import type { Landscape } from '../types.ts'

export const finiteSum: Landscape = {
  id: 'finite_sum',
  name: 'Finite sum of four examples',
  group: 'many-minima',
  formula: [
    'f1 = (y - 1.5*x + 2)^2/2 + ripple*sin(4*x + y)',
    'f2 = (y - 0.5*x - 0.5)^2/2 + ripple*sin(x - 4*y)',
    'f3 = (y + 0.5*x + 0.5)^2/2 + ripple*sin(3*x + 3*y)',
    'f4 = (y + 2*x - 1)^2/2 + ripple*sin(4*y - 3*x)',
    '(w1*f1 + w2*f2 + w3*f3 + f4)/(w1 + w2 + w3 + 1)',
  ].join('\n'),
  constants: [
    { name: 'w1', default: 1, min: 0, max: 1, help: 'Weight of the first example in the batch; 0 leaves it out.' },
    { name: 'w2', default: 1, min: 0, max: 1, help: 'Weight of the second example in the batch; 0 leaves it out.' },
    { name: 'w3', default: 1, min: 0, max: 1, help: 'Weight of the third example in the batch; 0 leaves it out.' },
    { name: 'ripple', default: 0.5, min: 0, max: 1.5, help: 'How bumpy each example is; the bumps partly cancel in the mean.' },
  ],
  domain: [[-3, 3], [-3, 3]],
  minima: [[0.9405764630417354, 0.3513377550655791]],
  start: [-2.4, 2.2],
  source: {
    cite: 'made for this playground, after Robbins & Monro 1951, A Stochastic Approximation Method',
    url: 'https://doi.org/10.1214/aoms/1177729586',
  },
  teaches:
    'What a mini-batch sees: each example alone is a rippled groove in its own direction, only their mean is a bowl; take examples out and the picture turns.',
  note:
    'Each example is a straight line fitted at one point plus a ripple. A weight of 0 leaves the example out of the batch; the fourth is always in it.',
}
