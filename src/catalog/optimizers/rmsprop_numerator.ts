import { decayRate, epsilon, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const rmspropNumerator: Optimizer = {
  kind: 'formula',
  id: 'rmsprop_numerator',
  name: 'RMSprop (misprint)',
  family: 'adaptive',
  hyper: [
    rate(0.01),
    decayRate('alpha', 0.9, 'Memory of the averaged squared gradient.'),
    epsilon(1e-8),
  ],
  goodLr: 0.01,
  rule: [
    's = alpha*s + (1 - alpha)*g^2',
    'theta = theta - lr*s/(sqrt(s) + eps)',
  ].join('\n'),
  source: {
    cite: 'A misprint of Hinton, Srivastava & Swersky 2012, Neural networks for machine learning, lecture 6e',
    url: 'https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf',
  },
  idea:
    'As an article prints it, with the second moment in the numerator: it does not descend properly, because a square has lost the sign of the slope.',
  note: 'Kept for the lesson that sets it beside rmsprop. Every coordinate only ever decreases, whichever way the slope points.',
}
