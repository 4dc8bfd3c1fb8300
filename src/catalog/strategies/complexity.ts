import { count, onLog } from '../params.ts'
import type { Strategy } from '../strategy-types.ts'

export const complexity: Strategy = {
  id: 'complexity',
  name: 'Complexity',
  group: 'choices',
  params: [
    { kind: 'choice', name: 'data', default: 'spirals', choices: ['spirals', 'moons', 'circles', 'checkerboard'], help: 'The harder the border, the larger the network that it takes.' },
    count('depth', 4, [1, 6], 'Hidden layers of the deepest network.', { min: 1, max: 10 }),
    count('width', 32, [4, 64], 'Units per hidden layer of the widest; narrower ones have a half, a quarter, … of it, down to 2.', { min: 2, max: 128 }),
    count('steps', 300, [50, 1500], 'Updates of each training, with batches of 32.', { min: 10, max: 10_000 }),
    onLog('lr', 0.02, [0.001, 0.2], { above: 0 }, 'Learning rate of Adam, the same for all networks.'),
    count('repeats', 2, [1, 6], 'Initial weights tried with each network; losses are their means.', { min: 1, max: 20 }),
  ],
  idea: 'Train networks of every depth and width alike, and set what they cost against what they reach.',
  assumption: 'Real: every training and its loss; the time per update is measured on this device, in float64 and one after the other, so it differs from device to device and from moment to moment. Nothing is modelled.',
  look: 'The line joins the networks that no other beats at both: past its bend more parameters buy nothing. Depth and width are not the same money: compare networks of like cost.',
  source: { cite: 'Canziani, Paszke & Culurciello 2016, An analysis of deep neural network models for practical applications', url: 'https://arxiv.org/abs/1605.07678' },
}
