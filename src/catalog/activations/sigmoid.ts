import type { Activation } from '../network-types.ts'

export const sigmoid: Activation = {
  id: 'sigmoid',
  name: 'Sigmoid',
  formula: 'sigmoid(z)',
  source: { cite: 'Rumelhart, Hinton & Williams 1986, Learning representations by back-propagating errors', url: 'https://doi.org/10.1038/323533a0' },
  idea: 'Squeezes into 0 to 1; its slope is a quarter at most, so the gradient shrinks with every layer.',
}
