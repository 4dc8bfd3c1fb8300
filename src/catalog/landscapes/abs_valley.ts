import type { Landscape } from '../types.ts'

export const absValley: Landscape = {
  id: 'abs_valley',
  name: 'Folded valley',
  group: 'non-smooth',
  formula: 'abs(x) + kappa*abs(y)',
  constants: [
    { name: 'kappa', default: 5, min: 1, max: 50, scale: 'log', help: 'How much steeper the fold in y is than the one in x.' },
  ],
  domain: [[-3, 3], [-3, 3]],
  minima: [[0, 0]],
  minimaFormulas: [['0', '0']],
  start: [-2.6, 1.7],
  source: {
    cite: 'folklore; Boyd, Xiao & Mutapcic 2003, Subgradient Methods',
    url: 'https://web.stanford.edu/class/ee392o/subgrad_method.pdf',
  },
  teaches:
    'The slope is as steep next to the bottom as far away: at a constant rate nothing ever settles, so the rate must shrink.',
}
