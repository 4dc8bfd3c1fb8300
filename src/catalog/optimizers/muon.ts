import { count, decayRate, decoupledDecay, epsilon, flag, rate } from '../params.ts'
import type { Optimizer } from '../types.ts'

export const muon: Optimizer = {
  kind: 'formula',
  id: 'muon',
  name: 'Muon',
  family: 'modern',
  hyper: [
    rate(0.02),
    decayRate('momentum', 0.95, 'How much of the old velocity is kept: more carries through flat valleys, and overshoots further.'),
    flag('nesterov', true, 'Looks one step ahead along the momentum.'),
    decoupledDecay(),
    count('ns_steps', 5, [1, 10], 'Newton-Schulz iterations: more comes closer to an orthogonal matrix.'),
    epsilon(1e-7),
  ],
  goodLr: 0.02,
  rule: [
    'b = momentum*b + (1 - momentum)*g',
    'u = nesterov ? (1 - momentum)*g + momentum*b : b',
    'theta = theta*(1 - lr*weight_decay) - lr*orthogonalize(u, ns_steps, eps)',
  ].join('\n'),
  source: { cite: 'Jordan et al. 2024, Muon: an optimizer for hidden layers in neural networks', url: 'https://kellerjordan.github.io/posts/muon/' },
  idea: 'Momentum made orthogonal, so that every direction of a weight matrix learns at the same speed.',
  note:
    'It waits for matrix-shaped parameters: a point of the plane is a vector, so it cannot run here. The factor for the shape of the matrix comes with them.',
}
