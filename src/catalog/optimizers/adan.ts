import { decayRate, decoupledDecay, epsilon, flag, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const adan: Optimizer = {
  kind: 'formula',
  id: 'adan',
  name: 'Adan',
  family: 'modern',
  hyper: [
    rate(0.1),
    decayRate('beta1', 0.98, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.92, 'Memory of the averaged change of the gradient, and its weight in the step.'),
    decayRate('beta3', 0.99, 'Memory of the averaged square that the step is divided by.'),
    epsilon(1e-8),
    decoupledDecay(),
    flag('no_prox', false, 'Decays the parameters before the step instead of dividing after it.'),
  ],
  goodLr: 0.1,
  rule: [
    'p = t == 1 ? g : p',
    'delta = g - p',
    'm = beta1*m + (1 - beta1)*g',
    'd = beta2*d + (1 - beta2)*delta',
    'n = beta3*n + (1 - beta3)*(g + beta2*delta)^2',
    'm_hat = m/(1 - beta1^t)',
    'd_hat = d/(1 - beta2^t)',
    'n_hat = n/(1 - beta3^t)',
    'theta = no_prox ? theta*(1 - lr*weight_decay) : theta',
    'theta = theta - lr*(m_hat + beta2*d_hat)/(sqrt(n_hat) + eps)',
    'theta = no_prox ? theta : theta/(1 + lr*weight_decay)',
    'p = g',
  ].join('\n'),
  source: {
    cite: 'Xie et al. 2022, Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models',
    url: 'https://arxiv.org/abs/2208.06677',
  },
  idea: 'Adam with Nesterov momentum made from the change of the gradient, without a second evaluation.',
  note: 'The form of the authors\' code; in the paper each beta stands for one minus ours.',
}
