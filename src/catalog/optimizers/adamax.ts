import { decayRate, epsilon, l2Decay, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const adamax: Optimizer = {
  kind: 'formula',
  id: 'adamax',
  name: 'AdaMax',
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
    'u = max(beta2*u, abs(g) + eps)',
    'm_hat = m/(1 - beta1^t)',
    'theta = theta - lr*m_hat/u',
  ].join('\n'),
  source: { cite: 'Kingma & Ba 2014, Adam: a method for stochastic optimization, section 7.1', url: 'https://arxiv.org/abs/1412.6980' },
  idea: 'Adam that divides by a decaying maximum of the slope instead of its mean square.',
  note: 'The form of PyTorch: eps stands inside the maximum; Keras and TensorFlow.js put it outside.',
}
