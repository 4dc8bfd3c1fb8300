import { decayRate, decoupledDecay, epsilon, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const adamw: Optimizer = {
  kind: 'formula',
  id: 'adamw',
  name: 'AdamW',
  family: 'adam',
  hyper: [
    rate(0.2),
    decayRate('beta1', 0.9, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.999, 'Memory of the averaged squared gradient: more makes the step per coordinate steadier and slower to adapt.'),
    epsilon(1e-8),
    decoupledDecay(0.01),
  ],
  goodLr: 0.2,
  rule: [
    'theta = theta*(1 - lr*weight_decay)',
    'm = beta1*m + (1 - beta1)*g',
    'v = beta2*v + (1 - beta2)*g^2',
    'm_hat = m/(1 - beta1^t)',
    'v_hat = v/(1 - beta2^t)',
    'theta = theta - lr*m_hat/(sqrt(v_hat) + eps)',
  ].join('\n'),
  source: { cite: 'Loshchilov & Hutter 2017, Decoupled weight decay regularization', url: 'https://arxiv.org/abs/1711.05101' },
  idea: 'Adam with weight decay beside the gradient, where the division by its size cannot weaken it.',
  note: 'As in PyTorch the decay carries the factor lr; the paper multiplies it by a schedule alone. With weight_decay 0 this is Adam.',
}
