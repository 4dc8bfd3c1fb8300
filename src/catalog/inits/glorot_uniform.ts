import type { Initialisation } from '../network-types.ts'

export const glorotUniform: Initialisation = {
  id: 'glorot_uniform',
  name: 'Glorot uniform',
  draw: 'uniform',
  spread: 'sqrt(6/(fan_in + fan_out))',
  source: { cite: 'Glorot & Bengio 2010, Understanding the difficulty of training deep feedforward neural networks', url: 'https://proceedings.mlr.press/v9/glorot10a.html' },
  idea: 'Keeps the spread of the signals forward and of the gradients backward: the usual choice for tanh and sigmoid.',
}
