import { onLog } from '../params.ts'
import type { Modifier } from '../types.ts'

export const clipValue: Modifier = {
  id: 'clip_value',
  name: 'Clip by value',
  stage: 'gradient',
  params: [onLog('value', 1, [1e-3, 100], { above: 0 }, 'The largest slope that a coordinate is let through with.')],
  rule: 'g = clamp(g, -value, value)',
  source: { cite: 'Graves 2013, Generating sequences with recurrent neural networks, section 2.1', url: 'https://arxiv.org/abs/1308.0850' },
  idea: 'Cuts each slope to a range, which also turns the gradient toward a diagonal.',
}
