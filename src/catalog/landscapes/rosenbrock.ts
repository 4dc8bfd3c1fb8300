import type { Landscape } from '../types.ts'

export const rosenbrock: Landscape = {
  id: 'rosenbrock',
  name: 'Rosenbrock',
  group: 'curved-valleys',
  formula: '(a - x)^2 + b*(y - x^2)^2',
  constants: [
    { name: 'a', default: 1, min: -1.4, max: 1.4, help: 'Where on the valley floor the minimum lies: at (a, a^2).' },
    {
      name: 'b', default: 100, min: 1, max: 1000, scale: 'log',
      help: 'How steep the walls are; the larger, the smaller the learning rate that survives them.',
    },
  ],
  domain: [[-2, 2], [-1, 3]],
  minima: [[1, 1]],
  minimaFormulas: [['a', 'a^2']],
  start: [-1.2, 1],
  source: {
    cite: 'Rosenbrock 1960, An automatic method for finding the greatest or least value of a function',
    url: 'https://doi.org/10.1093/comjnl/3.3.175',
  },
  teaches:
    'Into the valley in a few steps, along it for thousands: the floor is nearly flat and keeps turning, which is where momentum and curvature pay.',
  note: 'Often drawn on [-2.048, 2.048] in both directions; this box shows the whole bend.',
}
