import type { Landscape } from '../types.ts'

export const monkeySaddle: Landscape = {
  id: 'monkey_saddle',
  name: 'Monkey saddle',
  group: 'saddles',
  formula: 'x^3 - 3*x*y^2',
  constants: [],
  domain: [[-1.5, 1.5], [-1.5, 1.5]],
  minima: [],
  start: [1, 0.05],
  source: { cite: 'folklore; Hilbert & Cohn-Vossen 1952, Geometry and the Imagination', url: '' },
  teaches:
    'A saddle with three ways down and no curvature at all in its centre: second-order methods get no hint there which way to go.',
  note: 'Unbounded below: there is no minimum. Two ways down are for the legs, the third for the tail.',
}
