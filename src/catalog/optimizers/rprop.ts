import { onLine, onLog, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const rprop: Optimizer = {
  kind: 'formula',
  id: 'rprop',
  name: 'Rprop',
  family: 'adaptive',
  hyper: [
    rate(0.01, [1e-6, 10]),
    onLine('eta_minus', 0.5, [0.01, 0.99, 0.01], { above: 0, below: 1 }, 'Factor on the step of a coordinate whose slope changed sign.'),
    onLine('eta_plus', 1.2, [1, 3, 0.01], { min: 1 }, 'Factor on the step of a coordinate whose slope kept its sign.'),
    onLog('step_min', 1e-6, [1e-12, 0.1], { min: 0 }, 'The shortest step a coordinate may come down to.'),
    onLog('step_max', 50, [1e-3, 1000], { above: 0 }, 'The longest step a coordinate may grow to.'),
  ],
  goodLr: 0.05,
  rule: [
    's = sign(g*p)',
    'factor = s > 0 ? eta_plus : s < 0 ? eta_minus : 1',
    'd = clamp(d*factor, step_min, step_max)',
    'g = s < 0 ? 0 : g',
    'theta = theta - sign(g)*d',
    'p = g',
  ].join('\n'),
  init: { d: 'lr' },
  source: {
    cite: 'Riedmiller & Braun 1993, A direct adaptive method for faster backpropagation learning: the RPROP algorithm',
    url: 'https://doi.org/10.1109/ICNN.1993.298623',
  },
  idea: 'Each coordinate has its own step: longer while its slope keeps its sign, shorter when it flips.',
  note: 'The form of PyTorch, without back-tracking (Igel & Huesken 2000, iRprop-). lr is only the first step, so a schedule has no effect.',
}
