import { onLog } from '../params.ts'
import type { Modifier } from '../types.ts'

export const clipNorm: Modifier = {
  id: 'clip_norm',
  name: 'Clip by norm',
  stage: 'gradient',
  params: [onLog('value', 1, [1e-3, 100], { above: 0 }, 'The largest length that the gradient is let through with.')],
  rule: [
    'size = sqrt(total(dot(g, g)))',
    'g = g*min(1, value/(size + 1e-6))',
  ].join('\n'),
  source: { cite: 'Pascanu, Mikolov & Bengio 2012, On the difficulty of training recurrent neural networks', url: 'https://arxiv.org/abs/1211.5063' },
  idea: 'Shortens a long gradient and keeps its direction, so that a cliff does not throw the run away.',
}
