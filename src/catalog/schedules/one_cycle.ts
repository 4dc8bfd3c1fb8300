import { onLine, onLog } from '../params.ts'
import type { Schedule } from '../types.ts'

export const oneCycle: Schedule = {
  id: 'one_cycle',
  name: 'One cycle',
  params: [
    onLine('pct_start', 0.3, [0.01, 0.99, 0.01], { above: 0, below: 1 }, 'Fraction of the run in which the rate rises.'),
    onLine('div_factor', 25, [1, 100, 1], { min: 1 }, 'The rate starts at lr divided by this.'),
    onLog('final_div_factor', 1e4, [1, 1e6], { min: 1 }, 'And ends at its start divided by this.'),
  ],
  rule: [
    'peak = max(1, pct_start*T - 1)',
    'low = lr/div_factor',
    'end = low/final_div_factor',
    'up = (t - 1)/peak',
    'down = min(1, (t - 1 - peak)/max(1, T - 1 - peak))',
    'rise = low + (lr - low)*(1 - cos(pi*up))/2',
    'fall = end + (lr - end)*(1 + cos(pi*down))/2',
    'lr = up <= 1 ? rise : fall',
  ].join('\n'),
  source: {
    cite: 'Smith & Topin 2017, Super-convergence: very fast training of neural networks using large learning rates',
    url: 'https://arxiv.org/abs/1708.07120',
  },
  idea: 'Rise to a bold rate, then come down far below where it began; lr is the peak.',
}
