import type { Model } from '../network-types.ts'
import { Layout } from './layout.ts'

const kernelSize = 3

export const cnn: Model = {
  id: 'cnn',
  name: 'Convolutional network',
  options: ['hidden', 'activation', 'dropout'],
  defaults: { hidden: [8, 16], activation: 'relu', init: 'he_uniform', dropout: 0 },
  tasks: ['classes', 'numbers'],
  images: true,
  build: ({ hidden, activation, dropout }, { features, outputs, image }) => {
    const layout = new Layout(features, image)
    // Dropout stands behind the pooling, where a quarter of the values are left.
    for (const filters of hidden) layout.conv(filters, kernelSize).activation(activation).pool().dropout(dropout)
    return layout.dense(outputs).network()
  },
  source: { cite: 'LeCun et al. 1998, Gradient-based learning applied to document recognition', url: 'https://doi.org/10.1109/5.726791' },
  idea: 'Small filters that slide over the picture and find the same stroke wherever it stands, then halve the picture and look again.',
}
