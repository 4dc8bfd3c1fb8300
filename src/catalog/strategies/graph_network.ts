import { count, onLog } from '../params.ts'
import type { Strategy } from '../strategy-types.ts'

export const graphNetwork: Strategy = {
  id: 'graph_network',
  name: 'Graph network',
  group: 'structure',
  params: [
    count('depth', 2, [1, 8], 'Layers, so how many friendships away a member hears from: too many, and all hear the same.', { min: 1, max: 8 }),
    count('hidden', 16, [2, 32], 'Units of each hidden layer: with few of them rectified units may all fall silent.', { min: 1, max: 64 }),
    {
      kind: 'choice', name: 'activation', default: 'relu', choices: ['relu', 'tanh'],
      help: 'The bend between layers: rectified units smooth the members out faster than tanh does.',
    },
    onLog('lr', 0.01, [0.001, 0.3], { above: 0 }, 'Learning rate of Adam: the length of a step.'),
    count('steps', 100, [20, 400], 'Updates, each with the whole graph.', { min: 1, max: 2000 }),
    count('repeats', 3, [1, 10], 'Initial weights tried at each depth; the band goes from the worst to the best of them.', { min: 1, max: 20 }),
  ],
  idea: 'Average over friends, then learn: two labelled members are enough to tell which side each of the other 32 took when the club split.',
  assumption: 'Real: the club, its friendships, and all training, in float64 on the whole graph; modelled: nothing but the places at which members are drawn.',
  look:
    'Colour spreads from the two ringed members along friendships. In the curve against depth each further averaging takes away what tells members apart (over-smoothing): training has less and less to work with, and the worst start falls first.',
  source: { cite: 'Kipf & Welling 2017, Semi-supervised classification with graph convolutional networks', url: 'https://arxiv.org/abs/1609.02907' },
}
