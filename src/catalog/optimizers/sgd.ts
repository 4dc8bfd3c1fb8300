import { l2Decay, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const sgd: Optimizer = {
  kind: 'formula',
  id: 'sgd',
  name: 'Gradient descent',
  family: 'descent',
  hyper: [rate(0.001), l2Decay()],
  goodLr: 0.001,
  rule: [
    'g = g + weight_decay*theta',
    'theta = theta - lr*g',
  ].join('\n'),
  source: { cite: 'Robbins & Monro 1951, A stochastic approximation method', url: 'https://doi.org/10.1214/aoms/1177729586' },
  idea: 'Step straight downhill, as far as the slope is steep.',
  note: 'The same rule is batch, mini-batch or single-sample descent: only the gradient that it is given differs.',
}
