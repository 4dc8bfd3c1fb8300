import { onLog } from '../params.ts'
import type { Schedule } from '../types.ts'

export const inverseTime: Schedule = {
  id: 'inverse_time',
  name: 'Inverse time',
  params: [onLog('decay', 0.01, [1e-5, 1], { min: 0 }, 'How fast the rate falls: it is halved after 1/decay steps.')],
  rule: 'lr = lr/(1 + decay*(t - 1))',
  source: { cite: 'Robbins & Monro 1951, A stochastic approximation method', url: 'https://doi.org/10.1214/aoms/1177729586' },
  idea: 'Fall as one over time: slow enough to get anywhere, fast enough to settle in noise.',
}
