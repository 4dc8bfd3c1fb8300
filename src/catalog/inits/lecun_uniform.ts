import type { Initialisation } from '../network-types.ts'

export const lecunUniform: Initialisation = {
  id: 'lecun_uniform',
  name: 'LeCun uniform',
  draw: 'uniform',
  spread: 'sqrt(3/fan_in)',
  source: { cite: 'LeCun et al. 1998, Efficient backprop', url: 'https://doi.org/10.1007/3-540-49430-8_2' },
  idea: 'Every unit sums its inputs to variance one, drawn from a flat range.',
}
