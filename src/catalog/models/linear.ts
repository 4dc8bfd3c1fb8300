import type { Model } from '../network-types.ts'
import { Layout } from './layout.ts'

export const linear: Model = {
  id: 'linear',
  name: 'Linear',
  options: [],
  defaults: { hidden: [], activation: 'identity', init: 'glorot_uniform', dropout: 0 },
  tasks: ['classes', 'numbers'],
  images: false,
  build: (_, { features, outputs, image }) => new Layout(features, image).dense(outputs).network(),
  source: { cite: 'Cox 1958, The regression analysis of binary sequences', url: 'https://doi.org/10.1111/j.2517-6161.1958.tb00292.x' },
  idea: 'No hidden layer: linear regression for numbers, logistic regression for classes. With a convex loss there is one valley, so only speed tells optimizers apart.',
}
