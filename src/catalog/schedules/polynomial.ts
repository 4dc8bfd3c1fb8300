import { onLine } from '../params.ts'
import type { Schedule } from '../types.ts'

export const polynomial: Schedule = {
  id: 'polynomial',
  name: 'Polynomial',
  params: [
    onLine('power', 2, [0.1, 5, 0.1], { above: 0 }, 'Shape of the fall: 1 is a straight line, more falls early.'),
    onLine('end', 0, [0, 1, 0.01], { min: 0 }, 'Rate at the end of the run, as a fraction of lr.'),
  ],
  rule: [
    'left = max(0, 1 - (t - 1)/T)',
    'lr = lr*(end + (1 - end)*left^power)',
  ].join('\n'),
  source: { cite: 'Liu, Rabinovich & Berg 2015, ParseNet: looking wider to see better', url: 'https://arxiv.org/abs/1506.04579' },
  idea: 'Fall to the end of the run along a power of the time that is left.',
}
