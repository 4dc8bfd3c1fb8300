import { decayRate, epsilon, onLine, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const lamb: Optimizer = {
  kind: 'formula',
  id: 'lamb',
  name: 'LAMB',
  family: 'adaptive',
  hyper: [
    rate(0.02),
    decayRate('beta1', 0.9, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.999, 'Memory of the averaged squared gradient: more makes the step per coordinate steadier and slower to adapt.'),
    epsilon(1e-6),
    onLine('weight_decay', 0, [0, 0.2, 0.001], { min: 0 }, 'Pull toward zero, added to the direction before its size is set.'),
  ],
  goodLr: 0.02,
  rule: [
    'm = beta1*m + (1 - beta1)*g',
    'v = beta2*v + (1 - beta2)*g^2',
    'm_hat = m/(1 - beta1^t)',
    'v_hat = v/(1 - beta2^t)',
    'u = m_hat/(sqrt(v_hat) + eps) + weight_decay*theta',
    'ratio = norm(theta) == 0 or norm(u) == 0 ? 1 : norm(theta)/norm(u)',
    'theta = theta - lr*ratio*u',
  ].join('\n'),
  source: {
    cite: 'You et al. 2019, Large batch optimization for deep learning: training BERT in 76 minutes',
    url: 'https://arxiv.org/abs/1904.00962',
  },
  idea: 'Adam\'s direction with a length that is a fixed fraction of the size of the parameters.',
  note: 'The size of the parameters is not clipped. Where the minimum is at the origin, steps shrink on the way.',
}
