import type { Initialisation } from '../network-types.ts'

export const heNormal: Initialisation = {
  id: 'he_normal',
  name: 'He normal',
  draw: 'normal',
  spread: 'sqrt(2/fan_in)',
  source: { cite: 'He et al. 2015, Delving deep into rectifiers', url: 'https://arxiv.org/abs/1502.01852' },
  idea: 'The usual choice for ReLU: the signal neither dies out nor blows up with depth.',
}
