import { decayRate, epsilon, l2Decay, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const adam: Optimizer = {
  kind: 'formula',
  id: 'adam',
  name: 'Adam',
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
    'm_hat = m/(1 - beta1^t)',
    'v_hat = v/(1 - beta2^t)',
    'theta = theta - lr*m_hat/(sqrt(v_hat) + eps)',
  ].join('\n'),
  source: { cite: 'Kingma & Ba 2014, Adam: a method for stochastic optimization', url: 'https://arxiv.org/abs/1412.6980' },
  idea: 'Momentum divided by the recent size of the slope: about lr per step in every coordinate, whatever the scale.',
  note: 'Algorithm 1 of the paper, as in PyTorch: eps is added to the corrected root. Keras adds it to the uncorrected one.',
}
