import { decayRate, epsilon, flag, onLog, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const yogi: Optimizer = {
  kind: 'formula',
  id: 'yogi',
  name: 'Yogi',
  family: 'adam',
  hyper: [
    rate(0.2),
    decayRate('beta1', 0.9, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.999, 'Memory of the averaged squared gradient: more makes the step per coordinate steadier and slower to adapt.'),
    epsilon(1e-3),
    onLog('m_init', 1e-6, [1e-12, 1], { min: 0 }, 'Start of the averaged gradient.'),
    onLog('v_init', 1e-6, [1e-12, 1], { min: 0 }, 'Start of the averaged squared gradient.'),
    flag('bias_correction', true, 'Corrects both averages for their start.'),
  ],
  goodLr: 0.2,
  rule: [
    'm = beta1*m + (1 - beta1)*g',
    'v = v - (1 - beta2)*sign(v - g^2)*g^2',
    'm_hat = bias_correction ? m/(1 - beta1^t) : m',
    'v_hat = bias_correction ? v/(1 - beta2^t) : v',
    'theta = theta - lr*m_hat/(sqrt(v_hat) + eps)',
  ].join('\n'),
  init: { m: 'm_init', v: 'v_init' },
  source: {
    cite: 'Zaheer et al. 2018, Adaptive methods for nonconvex optimization',
    url: 'https://papers.nips.cc/paper/8186-adaptive-methods-for-nonconvex-optimization',
  },
  idea: 'Adam whose average of squares changes by the new square, not by the difference, and so forgets steep places slowly.',
  note: 'The defaults are those of optax; Algorithm 2 of the paper is m_init 0 without bias correction.',
}
