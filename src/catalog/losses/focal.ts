import type { Loss } from '../network-types.ts'
import { onLine } from '../params.ts'

export const focal: Loss = {
  id: 'focal',
  name: 'Focal',
  kind: 'pointwise',
  // The chances of being right and wrong as logarithms, so that neither a power nor a logarithm of 0 is ever taken.
  formula: [
    's = y > 0.5 ? z : -z',
    'log_right = min(s, 0) - log1p(exp(-abs(s)))',
    'log_wrong = min(-s, 0) - log1p(exp(-abs(s)))',
    'balance = alpha < 0 ? 1 : y > 0.5 ? alpha : 1 - alpha',
    '-balance*exp(gamma*log_wrong)*log_right',
  ].join('\n'),
  params: [
    onLine('gamma', 2, [0, 5, 0.1], { min: 0 }, 'How much less the easy examples count; 0 is cross-entropy.'),
    {
      // Below zero is no number to choose: it stands for "no balance" in the formula.
      ...onLine('alpha', 0.25, [0, 1, 0.01], { min: 0, max: 1 }, 'Weight of class 1 against class 0; empty weighs both by 1.'),
      default: null,
      whenNull: '-1',
    },
  ],
  targets: 'onehot',
  output: 'logit',
  tasks: ['classes'],
  source: { cite: 'Lin et al. 2017, Focal loss for dense object detection', url: 'https://arxiv.org/abs/1708.02002' },
  idea: 'Cross-entropy that turns its eyes from what is already right, so that rare hard examples are heard.',
}
