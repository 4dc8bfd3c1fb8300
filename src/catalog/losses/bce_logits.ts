import type { Loss } from '../network-types.ts'

export const bceLogits: Loss = {
  id: 'bce_logits',
  name: 'Binary cross-entropy',
  kind: 'pointwise',
  formula: 'max(z, 0) - y*z + log1p(exp(-abs(z)))',
  params: [],
  targets: 'onehot',
  output: 'logit',
  tasks: ['classes'],
  source: { cite: 'Cox 1958, The regression analysis of binary sequences', url: 'https://doi.org/10.1111/j.2517-6161.1958.tb00292.x' },
  idea: 'How surprised the sigmoid of the output is by the label; a confident mistake costs in proportion to its confidence.',
}
