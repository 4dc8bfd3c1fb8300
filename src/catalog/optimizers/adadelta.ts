import { decayRate, epsilon, l2Decay, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const adadelta: Optimizer = {
  kind: 'formula',
  id: 'adadelta',
  name: 'Adadelta',
  family: 'adaptive',
  hyper: [
    rate(1, [1e-3, 1000]),
    decayRate('rho', 0.9, 'Memory of both averages: of squared slopes and of squared steps.'),
    epsilon(1e-6),
    l2Decay(),
  ],
  goodLr: 1,
  rule: [
    'g = g + weight_decay*theta',
    's = rho*s + (1 - rho)*g^2',
    'u = sqrt(d + eps)/sqrt(s + eps)*g',
    'd = rho*d + (1 - rho)*u^2',
    'theta = theta - lr*u',
  ].join('\n'),
  source: { cite: 'Zeiler 2012, ADADELTA: an adaptive learning rate method', url: 'https://arxiv.org/abs/1212.5701' },
  idea: 'The size of past steps takes the place of the learning rate, so that units come out right.',
  note: 'The form of PyTorch. The first steps are about sqrt(eps) long, so lr 1 creeps on a landscape; raise lr or eps to see it move.',
}
