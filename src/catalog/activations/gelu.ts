import type { Activation } from '../network-types.ts'

export const gelu: Activation = {
  id: 'gelu',
  name: 'GELU',
  formula: '0.5*z*(1 + erf(z/sqrt(2)))',
  source: { cite: 'Hendrycks & Gimpel 2016, Gaussian error linear units', url: 'https://arxiv.org/abs/1606.08415' },
  idea: 'The input times the chance that a normal draw lies below it: a ReLU with a soft knee and a slight dip.',
}
