import type { Landscape } from '../types.ts'

export const himmelblau: Landscape = {
  id: 'himmelblau',
  name: 'Himmelblau',
  group: 'many-minima',
  formula: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
  constants: [],
  domain: [[-5, 5], [-5, 5]],
  minima:
    [[3, 2], [-2.805118086952745, 3.131312518250573], [-3.779310253377747, -3.2831859912861696], [3.5844283403304917, -1.8481265269644036]],
  start: [0, -0.8],
  source: {
    cite: 'Himmelblau 1972, Applied Nonlinear Programming',
    url: 'https://en.wikipedia.org/wiki/Himmelblau%27s_function',
  },
  teaches: 'Four equally good minima around one hill: from near the top, the method and the rate decide which one is found.',
}
