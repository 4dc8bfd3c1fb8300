import { count, l2Decay, onLine, onLog, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const asgd: Optimizer = {
  kind: 'formula',
  id: 'asgd',
  name: 'Averaged SGD',
  family: 'descent',
  hyper: [
    rate(0.001),
    onLog('lambd', 1e-4, [1e-6, 0.1], { min: 0 }, 'How fast the rate decays, and how strongly parameters are pulled toward zero.'),
    onLine('alpha', 0.75, [0, 1, 0.01], { min: 0 }, 'Power of the decay of the rate.'),
    count('t0', 1e6, [0, 1e6], 'The step after which averaging begins.'),
    l2Decay(),
  ],
  goodLr: 0.001,
  rule: [
    'g = g + weight_decay*theta',
    'eta = lr/(1 + lambd*lr*(t - 1))^alpha',
    'theta = theta*(1 - lambd*eta) - eta*g',
    'mu = 1/max(1, t - 1 - t0)',
    'average = average + mu*(theta - average)',
  ].join('\n'),
  init: { average: 'theta' },
  source: { cite: 'Polyak & Juditsky 1992, Acceleration of stochastic approximation by averaging', url: 'https://doi.org/10.1137/0330046' },
  idea: 'Descend with a slowly falling rate and average the points, which cancels the noise of the last ones.',
  note:
    'The form of PyTorch: theta is what is shown and evaluated, the average is kept beside it. With the default t0 the averaging never begins in a demonstration.',
}
