import type { Activation } from '../network-types.ts'

export const tanh: Activation = {
  id: 'tanh',
  name: 'Tanh',
  formula: 'tanh(z)',
  source: { cite: 'LeCun et al. 1998, Efficient backprop', url: 'https://doi.org/10.1007/3-540-49430-8_2' },
  idea: 'Squeezes into -1 to 1 around zero; where it is flat the gradient fades.',
}
