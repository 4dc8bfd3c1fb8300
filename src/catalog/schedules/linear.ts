import { onLine } from '../params.ts'
import type { Schedule } from '../types.ts'

export const linear: Schedule = {
  id: 'linear',
  name: 'Linear',
  params: [onLine('end', 0, [0, 1, 0.01], { min: 0 }, 'Rate at the end of the run, as a fraction of lr.')],
  rule: [
    'left = max(0, 1 - (t - 1)/T)',
    'lr = lr*(end + (1 - end)*left)',
  ].join('\n'),
  source: {
    cite: 'Defazio et al. 2023, Optimal linear decay learning rate schedules and further refinements',
    url: 'https://arxiv.org/abs/2310.07831',
  },
  idea: 'Fall in a straight line to the end of the run.',
}
