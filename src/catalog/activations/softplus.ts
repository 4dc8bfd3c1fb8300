import type { Activation } from '../network-types.ts'

export const softplus: Activation = {
  id: 'softplus',
  name: 'Softplus',
  formula: 'max(z, 0) + log1p(exp(-abs(z)))',
  source: { cite: 'Dugas et al. 2000, Incorporating second-order functional knowledge for better option pricing', url: 'https://proceedings.neurips.cc/paper/2000/hash/44968aece94f667e4095002d140b5896-Abstract.html' },
  idea: 'The smooth ReLU whose slope is the sigmoid; always positive.',
}
