import { count } from '../params.ts'
import type { Schedule } from '../types.ts'

export const inverseSqrt: Schedule = {
  id: 'inverse_sqrt',
  name: 'Inverse square root',
  params: [count('timescale', 100, [1, 5000], 'Steps at the whole rate before it begins to fall.')],
  rule: 'lr = lr*sqrt(timescale/max(t, timescale))',
  source: { cite: 'Vaswani et al. 2017, Attention is all you need, section 5.3', url: 'https://arxiv.org/abs/1706.03762' },
  idea: 'Hold, then fall as one over the root of time; usually under a warm-up.',
}
