import type { Activation } from '../network-types.ts'

export const elu: Activation = {
  id: 'elu',
  name: 'ELU',
  formula: 'z > 0 ? z : exp(z) - 1',
  source: { cite: 'Clevert, Unterthiner & Hochreiter 2015, Fast and accurate deep network learning by exponential linear units', url: 'https://arxiv.org/abs/1511.07289' },
  idea: 'Bends smoothly to -1 below zero, which keeps the mean of a layer\'s outputs near zero.',
}
