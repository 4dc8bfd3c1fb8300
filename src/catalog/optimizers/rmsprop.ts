import { decayRate, epsilon, flag, l2Decay, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const rmsprop: Optimizer = {
  kind: 'formula',
  id: 'rmsprop',
  name: 'RMSprop',
  family: 'adaptive',
  hyper: [
    rate(0.01),
    decayRate('alpha', 0.99, 'Memory of the averaged squared gradient.'),
    epsilon(1e-8),
    flag('centered', false, 'Divides by the spread of the gradient instead of its size.'),
    decayRate('momentum', 0, 'Heavy-ball momentum on the divided gradient.'),
    l2Decay(),
  ],
  goodLr: 0.01,
  rule: [
    'g = g + weight_decay*theta',
    's = alpha*s + (1 - alpha)*g^2',
    'm = alpha*m + (1 - alpha)*g',
    'q = centered ? s - m^2 : s',
    'b = momentum*b + g/(sqrt(q) + eps)',
    'theta = theta - lr*b',
  ].join('\n'),
  source: {
    cite: 'Hinton, Srivastava & Swersky 2012, Neural networks for machine learning, lecture 6e',
    url: 'https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf',
  },
  idea: 'Divide each slope by its recent size, so that every coordinate takes steps of about lr.',
  note:
    'The form of PyTorch: eps outside the root and alpha 0.99; Keras and TensorFlow.js put eps inside and use 0.9. Centered after Graves 2013 (arXiv:1308.0850).',
}
