import { onLog, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const newton: Optimizer = {
  kind: 'formula',
  id: 'newton',
  name: 'Newton',
  family: 'second-order',
  hyper: [
    rate(1, [0.01, 10]),
    onLog('damping', 0, [1e-4, 100], { min: 0 }, 'Added to the curvature: large values turn Newton into short gradient steps.'),
  ],
  goodLr: 0.2,
  rule: 'theta = theta - lr*hsolve(g, damping)',
  source: { cite: 'Nocedal & Wright 2006, Numerical optimization, chapter 3', url: 'https://doi.org/10.1007/978-0-387-40065-5' },
  idea: 'Jump to where the local parabola is flat: one step on a quadratic, whatever its condition.',
  note:
    'No safeguard: it heads for saddles and maxima as readily as for minima, and that is the lesson. Where the Hessian is singular it takes the gradient instead.',
}
