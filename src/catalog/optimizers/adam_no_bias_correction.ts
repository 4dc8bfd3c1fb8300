import { decayRate, epsilon, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const adamNoBiasCorrection: Optimizer = {
  kind: 'formula',
  id: 'adam_no_bias_correction',
  name: 'Adam (no bias correction)',
  family: 'adam',
  hyper: [
    rate(0.1),
    decayRate('beta1', 0.9, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.999, 'Memory of the averaged squared gradient: more makes the step per coordinate steadier and slower to adapt.'),
    epsilon(1e-8),
  ],
  goodLr: 0.1,
  rule: [
    'm = beta1*m + (1 - beta1)*g',
    'v = beta2*v + (1 - beta2)*g^2',
    'theta = theta - lr*m/(sqrt(v) + eps)',
  ].join('\n'),
  source: { cite: 'Kingma & Ba 2014, Adam: a method for stochastic optimization', url: 'https://arxiv.org/abs/1412.6980' },
  idea: 'Adam as some texts print it, without the correction for averages that start at zero.',
  note: 'With the default betas the first step is 3.16 lr instead of lr, and early steps stay too long until v has filled.',
}
