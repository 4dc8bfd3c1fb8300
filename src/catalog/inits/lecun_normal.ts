import type { Initialisation } from '../network-types.ts'

export const lecunNormal: Initialisation = {
  id: 'lecun_normal',
  name: 'LeCun normal',
  draw: 'normal',
  spread: 'sqrt(1/fan_in)',
  source: { cite: 'LeCun et al. 1998, Efficient backprop', url: 'https://doi.org/10.1007/3-540-49430-8_2' },
  idea: 'Every unit sums its inputs to variance one; SELU is built on it.',
}
