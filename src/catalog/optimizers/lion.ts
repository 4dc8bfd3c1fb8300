import { decayRate, decoupledDecay, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const lion: Optimizer = {
  kind: 'formula',
  id: 'lion',
  name: 'Lion',
  family: 'modern',
  hyper: [
    rate(0.01),
    decayRate('beta1', 0.9, 'Memory of the averaged gradient: more is smoother and slower to turn.'),
    decayRate('beta2', 0.99, 'Memory of the momentum that is kept for later steps.'),
    decoupledDecay(),
  ],
  goodLr: 0.01,
  rule: [
    'c = beta1*m + (1 - beta1)*g',
    'm = beta2*m + (1 - beta2)*g',
    'theta = theta*(1 - lr*weight_decay)',
    'theta = theta - lr*sign(c)',
  ].join('\n'),
  source: { cite: 'Chen et al. 2023, Symbolic discovery of optimization algorithms', url: 'https://arxiv.org/abs/2302.06675' },
  idea: 'The sign of a momentum that listens to the newest gradient a little more: every coordinate moves by lr.',
  note: 'Never slows by itself: with a constant lr it ends in a hop of length lr around the minimum.',
}
