import type { Initialisation } from '../network-types.ts'

export const smallNormal: Initialisation = {
  id: 'small_normal',
  name: 'Small normal',
  draw: 'normal',
  spread: '0.01',
  source: { cite: 'Krizhevsky, Sutskever & Hinton 2012, ImageNet classification with deep convolutional neural networks', url: 'https://doi.org/10.1145/3065386' },
  idea: 'The same small spread whatever the width: in deep networks the signal and the gradient fade away.',
}
