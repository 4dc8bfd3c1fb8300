import { onLog, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const sam: Optimizer = {
  kind: 'formula',
  id: 'sam',
  name: 'Sharpness-aware minimization',
  family: 'descent',
  hyper: [
    rate(0.001),
    onLog('rho', 0.05, [1e-4, 2], { min: 0 }, 'How far uphill the second gradient is taken: larger avoids sharper minima.'),
  ],
  goodLr: 0.001,
  rule: [
    'up = rho*g/(sqrt(total(dot(g, g))) + 1e-12)',
    'theta = theta - lr*grad(theta + up)',
  ].join('\n'),
  source: {
    cite: 'Foret et al. 2020, Sharpness-aware minimization for efficiently improving generalization',
    url: 'https://arxiv.org/abs/2010.01412',
  },
  idea: 'Climb a little first and descend with the gradient found there, which avoids narrow minima.',
  note: 'Gradient descent as the inner rule. Two gradients a step.',
}
