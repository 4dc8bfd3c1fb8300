import { onLine } from '../params.ts'
import type { Schedule } from '../types.ts'

export const exponential: Schedule = {
  id: 'exponential',
  name: 'Exponential',
  params: [onLine('gamma', 0.99, [0.9, 1, 0.0001], { above: 0 }, 'Factor on the rate at every step.')],
  rule: 'lr = lr*gamma^(t - 1)',
  source: { cite: 'Li & Arora 2019, An exponential learning rate schedule for deep learning', url: 'https://arxiv.org/abs/1910.07454' },
  idea: 'Lose the same fraction of the rate at every step.',
}
