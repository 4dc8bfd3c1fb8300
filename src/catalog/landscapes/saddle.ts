import type { Landscape } from '../types.ts'

export const saddle: Landscape = {
  id: 'saddle',
  name: 'Saddle',
  group: 'saddles',
  formula: 'x^2 - y^2',
  constants: [],
  domain: [[-2, 2], [-2, 2]],
  minima: [],
  start: [1.4, 0.03],
  source: { cite: 'folklore', url: '' },
  teaches:
    'Down in x, up in y: the gradient nearly vanishes at the centre, and how fast a method leaves it depends on how it treats small gradients.',
  note: 'Unbounded below: there is no minimum, and leaving the box is the right thing to do.',
}
