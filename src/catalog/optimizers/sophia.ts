import { count, decayRate, decoupledDecay, epsilon, onLog, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const sophia: Optimizer = {
  kind: 'formula',
  id: 'sophia',
  name: 'Sophia',
  family: 'modern',
  hyper: [
    rate(0.02),
    decayRate('beta1', 0.965, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.99, 'Memory of the averaged curvature.'),
    onLog('gamma', 0.01, [1e-4, 10], { above: 0 }, 'Factor on the curvature: larger trusts Newton steps less and takes shorter ones.'),
    onLog('clip', 1, [0.01, 100], { above: 0 }, 'The longest step of a coordinate, in units of lr.'),
    epsilon(1e-12),
    count('interval', 10, [1, 100], 'How many steps pass between two looks at the curvature.'),
    decoupledDecay(),
  ],
  goodLr: 0.02,
  rule: [
    'm = beta1*m + (1 - beta1)*g',
    'h = mod(t - 1, interval) == 0 ? beta2*h + (1 - beta2)*hdiag() : h',
    'theta = theta*(1 - lr*weight_decay)',
    'theta = theta - lr*clamp(m/max(gamma*h, eps), -clip, clip)',
  ].join('\n'),
  source: {
    cite: 'Liu et al. 2023, Sophia: a scalable stochastic second-order optimizer for language model pre-training',
    url: 'https://arxiv.org/abs/2305.14342',
  },
  idea: 'Newton steps per coordinate from an averaged curvature, cut to lr where that cannot be trusted.',
  note: 'Algorithm 3 with the exact diagonal of the Hessian in place of its random estimate. Where the curvature is negative it takes a sign step.',
}
