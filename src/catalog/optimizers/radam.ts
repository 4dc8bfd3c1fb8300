import { decayRate, epsilon, l2Decay, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const radam: Optimizer = {
  kind: 'formula',
  id: 'radam',
  name: 'RAdam',
  family: 'adam',
  hyper: [
    rate(0.001),
    decayRate('beta1', 0.9, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.999, 'Memory of the averaged squared gradient: more makes the step per coordinate steadier and slower to adapt.'),
    epsilon(1e-8),
    l2Decay(),
  ],
  goodLr: 0.001,
  rule: [
    'g = g + weight_decay*theta',
    'm = beta1*m + (1 - beta1)*g',
    'v = beta2*v + (1 - beta2)*g^2',
    'm_hat = m/(1 - beta1^t)',
    'rho_inf = 2/(1 - beta2) - 1',
    'rho = rho_inf - 2*t*beta2^t/(1 - beta2^t)',
    'r = sqrt((rho - 4)*(rho - 2)*rho_inf/((rho_inf - 4)*(rho_inf - 2)*rho))',
    'u = rho > 5 ? r*sqrt(1 - beta2^t)/(sqrt(v) + eps) : 1',
    'theta = theta - lr*u*m_hat',
  ].join('\n'),
  source: { cite: 'Liu et al. 2019, On the variance of the adaptive learning rate and beyond', url: 'https://arxiv.org/abs/1908.03265' },
  idea: 'Adam that waits with dividing until its average of squares can be trusted.',
  note:
    'The form of PyTorch: eps meets the uncorrected root. The first steps (five at beta2 0.999) are plain momentum, so lr must suit the raw gradient too: on steep landscapes that is what limits it.',
}
