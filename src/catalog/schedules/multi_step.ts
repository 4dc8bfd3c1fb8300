import { count, onLine } from '../params.ts'
import type { Schedule } from '../types.ts'

export const multiStep: Schedule = {
  id: 'multi_step',
  name: 'Multi-step',
  params: [
    count('m1', 150, [1, 5000], 'The first drop comes after this many steps.'),
    count('m2', 300, [1, 5000], 'The second drop comes after this many steps.'),
    count('m3', 400, [1, 5000], 'The third drop comes after this many steps.'),
    onLine('gamma', 0.3, [0.01, 1, 0.01], { above: 0 }, 'Factor on the rate at each drop.'),
  ],
  rule: [
    'drops = (t > m1) + (t > m2) + (t > m3)',
    'lr = lr*gamma^drops',
  ].join('\n'),
  source: { cite: 'Zagoruyko & Komodakis 2016, Wide residual networks', url: 'https://arxiv.org/abs/1605.07146' },
  idea: 'Drop the rate by a factor at chosen moments.',
}
