import type { Initialisation } from '../network-types.ts'

export const glorotNormal: Initialisation = {
  id: 'glorot_normal',
  name: 'Glorot normal',
  draw: 'normal',
  spread: 'sqrt(2/(fan_in + fan_out))',
  source: { cite: 'Glorot & Bengio 2010, Understanding the difficulty of training deep feedforward neural networks', url: 'https://proceedings.mlr.press/v9/glorot10a.html' },
  idea: 'The same spread as Glorot uniform, drawn from a bell curve.',
}
