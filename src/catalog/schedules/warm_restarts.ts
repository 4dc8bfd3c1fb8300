import { count, onLine } from '../params.ts'
import type { Schedule } from '../types.ts'

export const warmRestarts: Schedule = {
  id: 'warm_restarts',
  name: 'Warm restarts',
  params: [
    count('T_0', 100, [1, 1000], 'Steps until the first restart.'),
    count('T_mult', 2, [1, 4], 'Each stretch is this many times as long as the one before.'),
    onLine('lowest', 0, [0, 1, 0.01], { min: 0 }, 'The rate never falls below this fraction of lr.'),
  ],
  rule: [
    'age = age + 1',
    'restart = age >= period',
    'period = restart ? T_mult*period : period',
    'age = restart ? 0 : age',
    'lr = lr*(lowest + (1 - lowest)*(1 + cos(pi*age/period))/2)',
  ].join('\n'),
  init: { age: '-1', period: 'T_0' },
  source: { cite: 'Loshchilov & Hutter 2016, SGDR: stochastic gradient descent with warm restarts', url: 'https://arxiv.org/abs/1608.03983' },
  idea: 'Cosine again and again: each restart shakes the run out of where it has settled.',
}
