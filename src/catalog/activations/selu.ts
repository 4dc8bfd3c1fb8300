import type { Activation } from '../network-types.ts'

export const selu: Activation = {
  id: 'selu',
  name: 'SELU',
  formula: '1.0507009873554805*(z > 0 ? z : 1.6732632423543772*(exp(z) - 1))',
  source: { cite: 'Klambauer et al. 2017, Self-normalizing neural networks', url: 'https://arxiv.org/abs/1706.02515' },
  idea: 'An ELU scaled so that mean 0 and variance 1 reproduce themselves from layer to layer; wants LeCun normal.',
}
