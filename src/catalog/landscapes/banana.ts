import type { Landscape } from '../types.ts'

export const banana: Landscape = {
  id: 'banana',
  name: 'Banana',
  group: 'curved-valleys',
  formula: '(1 - x)^2 + b*(3*y - x^2)^2',
  constants: [
    { name: 'b', default: 20, min: 1, max: 200, scale: 'log', help: 'How steep the walls of the valley are.' },
  ],
  domain: [[-2, 2], [-0.4, 1.2]],
  minima: [[1, 0.3333333333333333]],
  minimaFormulas: [['1', '1/3']],
  start: [-1.21, 0.853],
  source: { cite: 'Goh 2017, Why Momentum Really Works, Distill', url: 'https://distill.pub/2017/momentum/' },
  teaches: 'A gentler Rosenbrock: turn momentum up slowly and watch zig-zags become a glide, and the glide become an overshoot.',
  note: 'The function of the first figure of that article: Rosenbrock with b = 20 and y stretched three times.',
}
