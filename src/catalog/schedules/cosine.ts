import { onLine } from '../params.ts'
import type { Schedule } from '../types.ts'

export const cosine: Schedule = {
  id: 'cosine',
  name: 'Cosine',
  params: [onLine('end', 0, [0, 1, 0.01], { min: 0 }, 'Rate at the end of the run, as a fraction of lr.')],
  rule: [
    'progress = min(1, (t - 1)/T)',
    'lr = lr*(end + (1 - end)*(1 + cos(pi*progress))/2)',
  ].join('\n'),
  source: { cite: 'Loshchilov & Hutter 2016, SGDR: stochastic gradient descent with warm restarts', url: 'https://arxiv.org/abs/1608.03983' },
  idea: 'Fall along half a cosine: gently at both ends, fast in the middle.',
}
