import { onLog } from '../params.ts'
import type { Modifier } from '../types.ts'

export const decoupled: Modifier = {
  id: 'decoupled',
  name: 'Weight decay (decoupled)',
  stage: 'update',
  params: [onLog('value', 0.01, [1e-6, 1], { min: 0 }, 'Strength of the pull toward zero, beside the step.')],
  rule: 'theta = theta - lr*value*previous',
  source: { cite: 'Loshchilov & Hutter 2017, Decoupled weight decay regularization', url: 'https://arxiv.org/abs/1711.05101' },
  idea: 'Shrinks the parameters by lr*value at each step, whatever the rule does with the gradient.',
}
