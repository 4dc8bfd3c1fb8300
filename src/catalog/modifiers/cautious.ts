import type { Modifier } from '../types.ts'

export const cautious: Modifier = {
  id: 'cautious',
  name: 'Cautious',
  stage: 'update',
  params: [],
  rule: [
    'step = previous - theta',
    'agree = step*g > 0',
    'theta = previous - step*agree/max(mean(agree), 1e-3)',
  ].join('\n'),
  source: { cite: 'Liang et al. 2024, Cautious optimizers: improving training with one line of code', url: 'https://arxiv.org/abs/2411.16085' },
  idea: 'Moves only the coordinates whose step agrees with the current gradient, and those a little further.',
}
