import { decayRate, epsilon, l2Decay, onLog, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const nadam: Optimizer = {
  kind: 'formula',
  id: 'nadam',
  name: 'NAdam',
  family: 'adam',
  hyper: [
    rate(0.05),
    decayRate('beta1', 0.9, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.999, 'Memory of the averaged squared gradient: more makes the step per coordinate steadier and slower to adapt.'),
    epsilon(1e-8),
    l2Decay(),
    onLog('momentum_decay', 0.004, [1e-4, 1], { min: 0 }, 'How fast the momentum rises from half of beta1 to all of it.'),
  ],
  goodLr: 0.05,
  rule: [
    'g = g + weight_decay*theta',
    'm = beta1*m + (1 - beta1)*g',
    'v = beta2*v + (1 - beta2)*g^2',
    'mu = beta1*(1 - 0.5*0.96^(t*momentum_decay))',
    'mu_next = beta1*(1 - 0.5*0.96^((t + 1)*momentum_decay))',
    'P = P*mu',
    'm_bar = (1 - mu)/(1 - P)*g + mu_next/(1 - P*mu_next)*m',
    'v_hat = v/(1 - beta2^t)',
    'theta = theta - lr*m_bar/(sqrt(v_hat) + eps)',
  ].join('\n'),
  init: { P: '1' },
  source: { cite: 'Dozat 2016, Incorporating Nesterov momentum into Adam', url: 'https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ' },
  idea: 'Adam with the look-ahead of Nesterov momentum, and a momentum that warms up.',
  note: 'The form of PyTorch 2.0 and later: momentum schedule 0.96^(t*momentum_decay); m itself is averaged with beta1.',
}
