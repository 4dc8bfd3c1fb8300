import type { Activation } from '../network-types.ts'

export const relu: Activation = {
  id: 'relu',
  name: 'ReLU',
  formula: 'z > 0 ? z : 0',
  source: { cite: 'Glorot, Bordes & Bengio 2011, Deep sparse rectifier neural networks', url: 'https://proceedings.mlr.press/v15/glorot11a.html' },
  idea: 'Passes what is positive and silences the rest; a unit that is always silent gets no gradient and stays dead.',
}
