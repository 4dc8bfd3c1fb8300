import type { Activation } from '../network-types.ts'

export const leakyRelu: Activation = {
  id: 'leaky_relu',
  name: 'Leaky ReLU',
  formula: 'z > 0 ? z : 0.01*z',
  source: { cite: 'Maas, Hannun & Ng 2013, Rectifier nonlinearities improve neural network acoustic models', url: 'https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf' },
  idea: 'A ReLU with a small slope below zero, so that no unit dies.',
}
