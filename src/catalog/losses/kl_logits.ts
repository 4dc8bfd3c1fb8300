import type { Loss } from '../network-types.ts'

export const klLogits: Loss = {
  id: 'kl_logits',
  name: 'Kullback-Leibler divergence',
  kind: 'classwise',
  formula: 'y > 0 ? y*(log(y) - l) : 0',
  params: [],
  targets: 'onehot',
  output: 'logit',
  tasks: ['classes'],
  source: { cite: 'Kullback & Leibler 1951, On information and sufficiency', url: 'https://doi.org/10.1214/aoms/1177729694' },
  idea: 'Cross-entropy less the targets\' own entropy, so that zero means equal; for plain labels the two coincide.',
}
