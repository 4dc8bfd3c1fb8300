import { count, onLine } from '../params.ts'
import type { Modifier } from '../types.ts'

export const lookahead: Modifier = {
  id: 'lookahead',
  name: 'Lookahead',
  stage: 'update',
  params: [
    count('k', 5, [1, 50], 'Steps of the rule between two moves of the slow point.'),
    onLine('alpha', 0.5, [0, 1, 0.01], { min: 0, max: 1 }, 'How far the slow point goes toward the fast one.'),
  ],
  rule: [
    'sync = mod(t, k) == 0',
    'slow = sync ? slow + alpha*(theta - slow) : slow',
    'theta = sync ? slow : theta',
  ].join('\n'),
  init: { slow: 'theta' },
  source: { cite: 'Zhang et al. 2019, Lookahead optimizer: k steps forward, 1 step back', url: 'https://arxiv.org/abs/1907.08610' },
  idea: 'Explores some steps ahead, then goes only part of the way there.',
}
