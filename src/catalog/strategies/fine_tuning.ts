import { count, onLine, rate } from '../params.ts'
import type { Strategy } from '../strategy-types.ts'

export const fineTuning: Strategy = {
  id: 'fine_tuning',
  name: 'Fine-tuning',
  group: 'less',
  params: [
    {
      kind: 'choice', name: 'tasks', default: 'moons_turned', choices: ['moons_turned', 'digits_moved', 'digits_others'],
      help: 'From A to B: moons to the same moons turned by 30 degrees; digits to digits moved by one pixel; digits 0-4 to digits 5-9, with a new output layer.',
    },
    count('rows', 10, [1, 30], 'Training rows of each class that there are of task B: the fewer, the more what came from A counts.', { min: 1, max: 60 }),
    count('frozen', 0, [0, 2], 'Layers from the input on that stay as task A left them: fewer parameters to learn, less freedom to fit B.', { min: 0, max: 2 }),
    rate(0.01, [1e-4, 0.1]),
    onLine('factor', 0.7, [0.1, 1, 0.05], { above: 0, max: 1 }, 'The rate on task B is multiplied by it after each round: large steps to arrive, small ones to settle.'),
    count('rounds', 5, [1, 10], 'Rounds on task B.', { min: 1, max: 20 }),
    count('epochs', 10, [1, 20], 'Epochs in a round.', { min: 1, max: 40 }),
    count('seeds', 8, [2, 16], 'Repetitions, each with its own rows of B and its own fresh weights: more make the mean surer.', { min: 2, max: 16 }),
  ],
  idea: 'Begin where a network trained on a task like this one has ended, instead of from random weights.',
  assumption: 'Real: every training and score, on validation rows of B. Arranged: task B is made from the same data as task A, and rows of it are held back as if they were dear.',
  look:
    'On the turned moons and the moved digits a warm start is ahead from the first update, by the more the fewer the rows. From digits 0-4 to 5-9 it is no help here: a small network keeps little of use for other shapes, and freezing makes it worse.',
  source: { cite: 'Yosinski et al. 2014, How transferable are features in deep neural networks?', url: 'https://arxiv.org/abs/1411.1792' },
}
