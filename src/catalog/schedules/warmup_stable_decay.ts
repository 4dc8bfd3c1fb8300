import { onLine } from '../params.ts'
import type { Schedule } from '../types.ts'

export const warmupStableDecay: Schedule = {
  id: 'warmup_stable_decay',
  name: 'Warm-up, stable, decay',
  params: [
    onLine('warmup', 0.1, [0, 0.5, 0.01], { min: 0, max: 1 }, 'Fraction of the run in which the rate rises from zero.'),
    onLine('decay', 0.2, [0.01, 1, 0.01], { above: 0, max: 1 }, 'Fraction of the run in which it falls at the end.'),
    onLine('end', 0, [0, 1, 0.01], { min: 0 }, 'Rate at the end of the run, as a fraction of lr.'),
  ],
  rule: [
    'rise = t/(warmup*T)',
    'left = max(0, (T - t + 1)/(decay*T))',
    'lr = lr*min(1, rise, end + (1 - end)*left)',
  ].join('\n'),
  source: {
    cite: 'Hu et al. 2024, MiniCPM: unveiling the potential of small language models with scalable training strategies',
    url: 'https://arxiv.org/abs/2404.06395',
  },
  idea: 'Rise, hold for as long as you like, and fall only when the run is to end.',
}
