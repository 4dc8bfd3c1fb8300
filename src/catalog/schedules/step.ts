import { count, onLine } from '../params.ts'
import type { Schedule } from '../types.ts'

export const step: Schedule = {
  id: 'step',
  name: 'Step',
  params: [
    count('step_size', 100, [1, 1000], 'Steps between two drops of the rate.'),
    onLine('gamma', 0.5, [0.01, 1, 0.01], { above: 0 }, 'Factor on the rate at each drop.'),
  ],
  rule: 'lr = lr*gamma^floor((t - 1)/step_size)',
  source: { cite: 'He et al. 2015, Deep residual learning for image recognition, section 3.4', url: 'https://arxiv.org/abs/1512.03385' },
  idea: 'Drop the rate by a factor every so many steps.',
}
