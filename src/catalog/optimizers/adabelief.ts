import { decayRate, decoupledDecay, epsilon, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const adabelief: Optimizer = {
  kind: 'formula',
  id: 'adabelief',
  name: 'AdaBelief',
  family: 'adam',
  hyper: [
    rate(0.2),
    decayRate('beta1', 0.9, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.999, 'Memory of the averaged squared gradient: more makes the step per coordinate steadier and slower to adapt.'),
    epsilon(1e-16),
    decoupledDecay(),
  ],
  goodLr: 0.2,
  rule: [
    'm = beta1*m + (1 - beta1)*g',
    's = beta2*s + (1 - beta2)*(g - m)^2 + eps',
    'm_hat = m/(1 - beta1^t)',
    's_hat = s/(1 - beta2^t)',
    'theta = theta*(1 - lr*weight_decay)',
    'theta = theta - lr*m_hat/(sqrt(s_hat) + eps)',
  ].join('\n'),
  source: {
    cite: 'Zhuang et al. 2020, AdaBelief optimizer: adapting stepsizes by the belief in observed gradients',
    url: 'https://arxiv.org/abs/2010.07468',
  },
  idea: 'Long steps where gradients turn out as predicted, short ones where they surprise.',
  note: 'eps stays in s and accumulates, as in the authors\' code; without the rectification that their package switches on by default.',
}
