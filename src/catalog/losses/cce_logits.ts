import type { Loss } from '../network-types.ts'
import { onLine } from '../params.ts'

export const cceLogits: Loss = {
  id: 'cce_logits',
  name: 'Categorical cross-entropy',
  kind: 'classwise',
  formula: ['q = (1 - label_smoothing)*y + label_smoothing/classes', '-q*l'].join('\n'),
  params: [
    onLine('label_smoothing', 0, [0, 0.5, 0.01], { min: 0, below: 1 }, 'Share of the target that is spread over all classes: it keeps the network from growing ever more certain.'),
  ],
  targets: 'onehot',
  output: 'logit',
  tasks: ['classes'],
  source: { cite: 'Bridle 1990, Probabilistic interpretation of feedforward classification network outputs; smoothing: Szegedy et al. 2015', url: 'https://arxiv.org/abs/1512.00567' },
  idea: 'How surprised the softmax of the outputs is by the label: the usual loss for classes.',
}
