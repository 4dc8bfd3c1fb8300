import { count, decayRate, decoupledDecay, epsilon, onLine, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const ademamix: Optimizer = {
  kind: 'formula',
  id: 'ademamix',
  name: 'AdEMAMix',
  family: 'modern',
  hyper: [
    rate(0.2),
    decayRate('beta1', 0.9, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.999, 'Memory of the averaged squared gradient: more makes the step per coordinate steadier and slower to adapt.'),
    decayRate('beta3', 0.9999, 'Memory of the second, very slow average of the gradient.'),
    onLine('alpha', 5, [0, 20, 0.1], { min: 0 }, 'Weight of the slow average in the step; 0 is Adam.'),
    { ...count('warmup', 0, [0, 2000], 'Steps over which alpha and beta3 rise to their values.'), default: null, whenNull: '0' },
    epsilon(1e-8),
    decoupledDecay(),
  ],
  goodLr: 0.2,
  rule: [
    'w = t < warmup ? t/warmup : 1',
    'alpha_t = alpha*w',
    'beta3_t = w < 1 ? min(beta3, exp(log(beta1)*log(beta3)/((1 - w)*log(beta3) + w*log(beta1)))) : beta3',
    'm1 = beta1*m1 + (1 - beta1)*g',
    'm2 = beta3_t*m2 + (1 - beta3_t)*g',
    'v = beta2*v + (1 - beta2)*g^2',
    'm_hat = m1/(1 - beta1^t)',
    'v_hat = v/(1 - beta2^t)',
    'u = (m_hat + alpha_t*m2)/(sqrt(v_hat) + eps)',
    'theta = theta - lr*(u + weight_decay*theta)',
  ].join('\n'),
  source: { cite: 'Pagliardini, Ablin & Grangier 2024, The AdEMAMix optimizer: better, faster, older', url: 'https://arxiv.org/abs/2409.03137' },
  idea: 'Adam with two momenta, one quick and one that remembers thousands of gradients.',
  note: 'm2 is not corrected for its start. Without warm-up (an empty field) alpha and beta3 hold from the first step.',
}
