import { count, decayRate, epsilon, onLine, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const scheduleFreeAdamw: Optimizer = {
  kind: 'formula',
  id: 'schedule_free_adamw',
  name: 'Schedule-free AdamW',
  family: 'modern',
  hyper: [
    rate(0.1),
    decayRate('beta1', 0.9, 'Where the gradient is taken: 1 at the average, 0 at the fast point.'),
    decayRate('beta2', 0.999, 'Memory of the averaged squared gradient: more makes the step per coordinate steadier and slower to adapt.'),
    epsilon(1e-8),
    onLine('weight_decay', 0, [0, 0.2, 0.001], { min: 0 }, 'Pull toward zero, measured at the point where the gradient is taken.'),
    count('warmup_steps', 0, [0, 500], 'Steps over which the rate rises from zero.'),
    onLine('r', 0, [0, 3, 0.1], { min: 0 }, 'Power of t in the weights of the average: larger forgets early points sooner.'),
    onLine('weight_lr_power', 2, [0, 4, 0.1], { min: 0 }, 'Power of the rate in the weights of the average.'),
  ],
  goodLr: 0.1,
  rule: [
    'warm = t <= warmup_steps ? t/warmup_steps : 1',
    'gamma = lr*warm',
    'v = beta2*v + (1 - beta2)*grad(y)^2',
    'v_hat = v/(1 - beta2^t)',
    'z = z - gamma*(grad(y)/(sqrt(v_hat) + eps) + weight_decay*y)',
    'gamma_max = max(gamma_max, gamma)',
    'w = t^r*gamma_max^weight_lr_power',
    'W = W + w',
    'c = W > 0 ? w/W : 0',
    'theta = (1 - c)*theta + c*z',
    'y = beta1*theta + (1 - beta1)*z',
  ].join('\n'),
  init: { z: 'theta', y: 'theta' },
  source: { cite: 'Defazio et al. 2024, The road less scheduled', url: 'https://arxiv.org/abs/2405.15682' },
  idea: 'Adam\'s division with averaging in place of a falling learning rate.',
  note: 'theta is the average (the paper\'s x), the point to evaluate; gradients are taken at y, between the average and the fast point z.',
}
