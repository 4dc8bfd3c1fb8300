import type { Model } from '../network-types.ts'
import { Layout } from './layout.ts'

export const deepLinear: Model = {
  id: 'deep_linear',
  name: 'Deep linear network',
  options: ['hidden'],
  defaults: { hidden: [10], activation: 'identity', init: 'glorot_normal', dropout: 0 },
  tasks: ['numbers', 'classes'],
  images: false,
  build: ({ hidden }, { features, outputs, image }) => {
    const layout = new Layout(features, image)
    for (const units of [...hidden, outputs]) layout.dense(units, { bias: false })
    return layout.network()
  },
  source: { cite: 'Saxe, McClelland & Ganguli 2014, Exact solutions to the nonlinear dynamics of learning in deep linear neural networks', url: 'https://arxiv.org/abs/1312.6120' },
  idea: 'A product of matrices and nothing else: it computes a linear map, yet learns it in stages, with plateaus at saddles between them.',
}
