import type { Model } from '../network-types.ts'
import { Layout } from './layout.ts'

export const memory: Model = {
  id: 'memory',
  name: 'Associative memory',
  options: [],
  defaults: { hidden: [], activation: 'identity', init: 'zeros', dropout: 0 },
  tasks: ['classes', 'numbers'],
  images: false,
  build: (_, { features, outputs, image }) => new Layout(features, image).dense(outputs, { bias: false }).network(),
  source: { cite: 'Kohonen 1972, Correlation matrix memories', url: 'https://doi.org/10.1109/TC.1972.5008975' },
  idea: 'One matrix that must map each key to its item: what is seen often is learned first, unless every direction moves at the same speed.',
}
