import { onLog, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const newtonSaddleFree: Optimizer = {
  kind: 'formula',
  id: 'newton_saddle_free',
  name: 'Saddle-free Newton',
  family: 'second-order',
  hyper: [
    rate(1, [0.01, 10]),
    onLog('damping', 0.01, [1e-4, 100], { above: 0 }, 'Added to the size of each curvature: keeps steps finite on flat ground.'),
  ],
  goodLr: 0.2,
  rule: 'theta = theta - lr*hsolve_abs(g, damping)',
  source: {
    cite: 'Dauphin et al. 2014, Identifying and attacking the saddle point problem in high-dimensional non-convex optimization',
    url: 'https://arxiv.org/abs/1406.2572',
  },
  idea: 'Newton with the absolute value of each curvature, so that saddles repel it instead of pulling it in.',
}
