import { decoupledDecay, epsilon, onLine, onLog, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const adafactor: Optimizer = {
  kind: 'formula',
  id: 'adafactor',
  name: 'Adafactor',
  family: 'adaptive',
  hyper: [
    rate(0.01),
    onLine('beta2_decay', -0.8, [-2, -0.01, 0.01], { below: 0 }, 'Power by which the weight of a new squared gradient falls.'),
    epsilon(1e-8, 'eps1'),
    onLog('eps2', 1e-3, [1e-8, 1], { min: 0 }, 'The least parameter size that a relative step is measured by.'),
    onLog('d', 1, [0.01, 100], { above: 0 }, 'Update size above which the step is cut.'),
    decoupledDecay(),
  ],
  goodLr: 0.05,
  rule: [
    'w = t^beta2_decay',
    'v = (1 - w)*v + w*g^2',
    'r = (1 - w)*r + w*row_mean(g^2)',
    'c = (1 - w)*c + w*col_mean(g^2)',
    's = matrix ? r*c/max(mean(r), eps1) : v',
    'u = g/sqrt(max(s, eps1^2))',
    'scale = max(eps2, sqrt(mean(theta^2)))*min(lr, 1/sqrt(t))',
    'theta = theta*(1 - lr*weight_decay)',
    'theta = theta - scale/max(1, sqrt(mean(u^2))/d)*u',
  ].join('\n'),
  source: { cite: 'Shazeer & Stern 2018, Adafactor: adaptive learning rates with sublinear memory cost', url: 'https://arxiv.org/abs/1804.04235' },
  idea: 'Adam without momentum whose step is relative to the size of the parameters.',
  note:
    'The form of PyTorch: lr is a cap on a relative step. A kernel has the factored average of rows and columns; on the plane, where the pair is a vector, rows and columns are the values themselves.',
}
