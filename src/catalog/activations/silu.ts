import type { Activation } from '../network-types.ts'

export const silu: Activation = {
  id: 'silu',
  name: 'SiLU (Swish)',
  formula: 'z*sigmoid(z)',
  source: { cite: 'Elfwing, Uchibe & Doya 2017, Sigmoid-weighted linear units', url: 'https://arxiv.org/abs/1702.03118' },
  idea: 'The input times its own sigmoid: smooth everywhere, and almost a ReLU far from zero.',
}
