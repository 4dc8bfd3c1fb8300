import type { Schedule } from '../types.ts'

export const sqrtDecay: Schedule = {
  id: 'sqrt_decay',
  name: 'Square-root decay',
  params: [],
  rule: 'lr = lr/(1 + sqrt(t - 1))',
  source: {
    cite: 'Zinkevich 2003, Online convex programming and generalized infinitesimal gradient ascent',
    url: 'https://cdn.aaai.org/ICML/2003/ICML03-120.pdf',
  },
  idea: 'The rate of "dynamic" gradient descent: half after the first step, a tenth after eighty-one.',
}
