import type { Activation } from '../network-types.ts'

export const sine: Activation = {
  id: 'sine',
  name: 'Sine',
  formula: 'sin(z)',
  source: { cite: 'Sitzmann et al. 2020, Implicit neural representations with periodic activation functions', url: 'https://arxiv.org/abs/2006.09661' },
  idea: 'A wave: fits what oscillates, and makes a loss surface with many minima.',
}
