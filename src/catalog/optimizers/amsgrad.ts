import { decayRate, epsilon, l2Decay, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const amsgrad: Optimizer = {
  kind: 'formula',
  id: 'amsgrad',
  name: 'AMSGrad',
  family: 'adam',
  hyper: [
    rate(0.2),
    decayRate('beta1', 0.9, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.999, 'Memory of the averaged squared gradient: more makes the step per coordinate steadier and slower to adapt.'),
    epsilon(1e-8),
    l2Decay(),
  ],
  goodLr: 0.2,
  rule: [
    'g = g + weight_decay*theta',
    'm = beta1*m + (1 - beta1)*g',
    'v = beta2*v + (1 - beta2)*g^2',
    'w = max(w, v)',
    'm_hat = m/(1 - beta1^t)',
    'w_hat = w/(1 - beta2^t)',
    'theta = theta - lr*m_hat/(sqrt(w_hat) + eps)',
  ].join('\n'),
  source: { cite: 'Reddi, Kale & Kumar 2018, On the convergence of Adam and beyond', url: 'https://arxiv.org/abs/1904.09237' },
  idea: 'Adam that divides by the largest slope average so far, so that its steps can only become more careful.',
  note:
    'The form of PyTorch: the maximum is over the raw v and the correction comes after; optax takes the maximum of corrected averages, which is a different path.',
}
