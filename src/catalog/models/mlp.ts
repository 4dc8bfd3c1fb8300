import type { Model } from '../network-types.ts'
import { Layout } from './layout.ts'

export const mlp: Model = {
  id: 'mlp',
  name: 'Multi-layer perceptron',
  options: ['hidden', 'activation', 'dropout'],
  defaults: { hidden: [8, 8], activation: 'tanh', init: 'glorot_uniform', dropout: 0 },
  tasks: ['classes', 'numbers'],
  images: false,
  build: ({ hidden, activation, dropout }, { features, outputs, image }) => {
    const layout = new Layout(features, image)
    for (const units of hidden) layout.dense(units).activation(activation).dropout(dropout)
    return layout.dense(outputs).network()
  },
  source: { cite: 'Rumelhart, Hinton & Williams 1986, Learning representations by back-propagating errors', url: 'https://doi.org/10.1038/323533a0' },
  idea: 'Layers of units, each a weighted sum through a bend: enough of them can draw any border.',
}
