import type { Landscape } from '../types.ts'

export const parabola: Landscape = {
  id: 'parabola',
  name: 'Parabola in x',
  group: 'bowls',
  formula: '(x - c)^2 + w*y^2',
  constants: [
    { name: 'c', default: 0, min: -10, max: 10, help: 'Where the bottom lies; 0 and 3 are the usual textbook examples.' },
    { name: 'w', default: 1, min: 0, max: 5, help: 'How strongly y is curved; at 0 the loss depends on x alone.' },
  ],
  domain: [[-12, 12], [-6, 6]],
  minima: [[0, 0]],
  minimaFormulas: [['c', '0']],
  start: [10, 0],
  source: { cite: 'folklore; the first example of most courses', url: '' },
  teaches:
    'The whole of gradient descent in one number: at rate lr the distance to c is multiplied by 1 - 2 lr, so it shrinks below lr = 1 and grows above it.',
  note:
    'A problem in x alone, (x - c)^2: a start on y = 0 stays there. The term in y is only there to draw a plane; set w to 0 to take it away.',
}
