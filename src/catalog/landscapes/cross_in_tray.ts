import type { Landscape } from '../types.ts'

export const crossInTray: Landscape = {
  id: 'cross_in_tray',
  name: 'Cross-in-tray',
  group: 'global',
  formula: '-0.0001*exp(10)*(abs(sin(x)*sin(y))*exp(-sqrt(x^2 + y^2)/pi) + exp(-100))^0.1',
  constants: [],
  domain: [[-10, 10], [-10, 10]],
  minima:
    [[1.3494066171539107, 1.3494066171539107], [1.3494066171539107, -1.3494066171539107], [-1.3494066171539107, 1.3494066171539107], [-1.3494066171539107, -1.3494066171539107]],
  start: [4.4, -3.2],
  source: {
    cite: 'Mishra 2006; Surjanovic & Bingham, Virtual Library of Simulation Experiments',
    url: 'https://www.sfu.ca/~ssurjano/crossit.html',
  },
  teaches: 'Deep grooves cut a tray into cells: the gradient inside a cell never points across the groove to a better cell.',
  note:
    'Usually written with exp(abs(100 - sqrt(x^2 + y^2)/pi)); here the factor exp(100) is taken out of the power, which is the same number inside this box and does not overflow in single precision.',
}
