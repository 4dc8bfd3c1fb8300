import { onLog } from '../params.ts'
import type { Modifier } from '../types.ts'

export const l2: Modifier = {
  id: 'l2',
  name: 'Weight decay (L2)',
  stage: 'gradient',
  params: [onLog('value', 0.01, [1e-6, 1], { min: 0 }, 'Strength of the pull toward zero, felt through the gradient.')],
  rule: 'g = g + value*theta',
  source: {
    cite: 'Krogh & Hertz 1991, A simple weight decay can improve generalization',
    url: 'https://papers.nips.cc/paper/1991/hash/8eefcfdf5990e441f0fb6f3fad709e21-Abstract.html',
  },
  idea: 'Adds the penalty value/2 times the squared size of the parameters to the loss; adaptive rules divide it away in part.',
}
