import type { Activation } from '../network-types.ts'

export const softsign: Activation = {
  id: 'softsign',
  name: 'Softsign',
  formula: 'z/(1 + abs(z))',
  source: { cite: 'Turian, Bergstra & Bengio 2009, Quadratic features and deep architectures for chunking', url: 'https://aclanthology.org/N09-2062/' },
  idea: 'Like tanh, but it saturates slowly, so that more of the gradient survives.',
}
