// Linear warm-up: not a schedule of its own but a factor on any of them, so it is not in the registry.
import { count } from '../params.ts'
import type { Schedule } from '../types.ts'

export const warmup: Pick<Schedule, 'params' | 'rule' | 'init' | 'source' | 'idea'> = {
  params: [count('warmup', 0, [0, 500], 'Steps over which the rate rises in a straight line from zero.', { min: 0 })],
  rule: 'lr = t <= warmup ? lr*t/warmup : lr',
  source: { cite: 'Goyal et al. 2017, Accurate, large minibatch SGD: training ImageNet in 1 hour', url: 'https://arxiv.org/abs/1706.02677' },
  idea: 'Begins with short steps, until averages and gradients have settled.',
}
