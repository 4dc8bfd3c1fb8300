import type { Loss } from '../network-types.ts'

export const logCosh: Loss = {
  id: 'log_cosh',
  name: 'Log-cosh',
  kind: 'pointwise',
  formula: ['d = abs(p - y)', 'd + log1p(exp(-2*d)) - log(2)'].join('\n'),
  params: [],
  targets: 'onehot',
  output: 'number',
  tasks: ['numbers'],
  source: { cite: 'Saleh & Saleh 2022, Statistical properties of the log-cosh loss function used in machine learning', url: 'https://arxiv.org/abs/2208.04564' },
  idea: 'Huber without a corner in its curvature: half a square near zero, the distance far away.',
}
