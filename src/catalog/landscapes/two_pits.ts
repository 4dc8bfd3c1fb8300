import type { Landscape } from '../types.ts'

export const twoPits: Landscape = {
  id: 'two_pits',
  name: 'Two pits',
  group: 'many-minima',
  formula: [
    'wide = exp(-((x + 1.5)^2 + y^2)/2)',
    'narrow = exp(-((x - 1.5)^2 + (y - 1)^2)/0.5)',
    '0.05*(x^2 + y^2) - wide - depth*narrow',
  ].join('\n'),
  constants: [
    { name: 'depth', default: 1.5, min: 0, max: 3, help: 'How deep the narrow pit is; the wide one has depth 1.' },
  ],
  domain: [[-3.5, 3.5], [-3.5, 3.5]],
  minima: [[1.4717133175034465, 0.9823665066464964]],
  start: [0.3, 2.6],
  source: { cite: 'made for this playground', url: '' },
  teaches:
    'A wide shallow pit and a narrow deep one: most starts end in the wide pit, the better answer is the harder one to meet.',
}
