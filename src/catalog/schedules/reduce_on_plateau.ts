import { count, onLine, onLog } from '../params.ts'
import type { Schedule } from '../types.ts'

export const reduceOnPlateau: Schedule = {
  id: 'reduce_on_plateau',
  name: 'Reduce on plateau',
  params: [
    onLine('factor', 0.5, [0.05, 0.95, 0.01], { above: 0, below: 1 }, 'Factor on the rate at each drop.'),
    count('patience', 20, [0, 500], 'Steps without a better loss that are waited for.'),
    onLog('threshold', 1e-4, [1e-8, 0.5], { min: 0, below: 1 }, 'How much better a loss must be to count, as a fraction of the best.'),
    onLine('lowest', 0, [0, 1, 0.01], { min: 0 }, 'The rate never falls below this fraction of lr.'),
  ],
  rule: [
    'better = t == 1 or loss < best - threshold*abs(best)',
    'best = better ? loss : best',
    'waited = better ? 0 : waited + 1',
    'drop = waited > patience',
    'scale = drop ? scale*factor : scale',
    'waited = drop ? 0 : waited',
    'lr = lr*max(lowest, scale)',
  ].join('\n'),
  init: { scale: '1' },
  source: {
    cite: 'He et al. 2015, Deep residual learning for image recognition, section 3.4; ReduceLROnPlateau of PyTorch',
    url: 'https://arxiv.org/abs/1512.03385',
  },
  idea: 'Drop the rate when the loss has stopped getting better.',
}
