import { count, decayRate, decoupledDecay, epsilon, flag, onLog, rate } from '../params.ts'
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
    {
      kind: 'choice',
      name: 'adjust_lr',
      default: 'original',
      choices: ['original', 'match_rms_adamw'],
      help: 'How the step is scaled to the shape of a kernel: 0 for the original factor, 1 for steps as large as those of AdamW.',
    },
    onLog('adamw_lr', 0.001, [1e-5, 1], { above: 0 }, 'Learning rate of AdamW, which moves the biases.'),
    decayRate('adamw_beta1', 0.9, 'Memory of the averaged gradient of the biases.'),
    decayRate('adamw_beta2', 0.999, 'Memory of the averaged squared gradient of the biases.'),
    epsilon(1e-8, 'adamw_eps'),
    { ...decoupledDecay(), name: 'adamw_weight_decay' },
  ],
  goodLr: 0.02,
  rule: [
    'b = momentum*b + (1 - momentum)*g',
    'u = nesterov ? (1 - momentum)*g + momentum*b : b',
    'a = adjust_lr == 0 ? sqrt(max(1, fan_out/fan_in)) : 0.2*sqrt(max(fan_in, fan_out))',
    'kernel = theta*(1 - lr*weight_decay) - lr*a*orthogonalize(u, ns_steps, eps)',
    'm = adamw_beta1*m + (1 - adamw_beta1)*g',
    'v = adamw_beta2*v + (1 - adamw_beta2)*g^2',
    'step = (m/(1 - adamw_beta1^t))/(sqrt(v/(1 - adamw_beta2^t)) + adamw_eps)',
    'bias = theta*(1 - adamw_lr*adamw_weight_decay) - adamw_lr*step',
    'theta = matrix ? kernel : bias',
  ].join('\n'),
  source: { cite: 'Jordan et al. 2024, Muon: an optimizer for hidden layers in neural networks', url: 'https://kellerjordan.github.io/posts/muon/' },
  idea: 'Momentum made orthogonal, so that every direction of a weight matrix learns at the same speed.',
  note:
    'For kernels alone: biases follow AdamW. A point of the plane is a vector, so there it cannot run. PyTorch rounds the iteration to bfloat16; here nothing is rounded.',
}
