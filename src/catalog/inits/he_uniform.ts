import type { Initialisation } from '../network-types.ts'

export const heUniform: Initialisation = {
  id: 'he_uniform',
  name: 'He uniform',
  draw: 'uniform',
  spread: 'sqrt(6/fan_in)',
  source: { cite: 'He et al. 2015, Delving deep into rectifiers', url: 'https://arxiv.org/abs/1502.01852' },
  idea: 'Twice the variance of LeCun\'s, because ReLU silences half of its inputs.',
}
