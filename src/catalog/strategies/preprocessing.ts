import { count, onLine, onLog } from '../params.ts'
import type { Strategy } from '../strategy-types.ts'

export const preprocessing: Strategy = {
  id: 'preprocessing',
  name: 'Pre-processing and augmentation',
  group: 'choices',
  params: [
    {
      kind: 'choice', name: 'treatment', default: 'standardizing', choices: ['standardizing', 'augmentation'],
      help: 'Standardizing: 30 measurements of tumours, as they are and at mean 0 and deviation 1. Augmentation: digits, as they are and moved a little at each step.',
    },
    onLog('goal', 0.25, [0.05, 0.6], { above: 0 }, 'Standardizing: the training loss at which the steps are counted.'),
    count('cap', 2000, [100, 10_000], 'Standardizing: steps after which a run that has not reached the goal is given up.', { min: 1, max: 100_000 }),
    count('shift', 1, [0, 3], 'Augmentation: pixels by which a picture is moved at most, each way.', { min: 0, max: 7 }),
    onLine('jitter', 0, [0, 1, 0.05], { min: 0 }, 'Augmentation: noise added to each feature, in deviations of the feature.'),
    count('rows', 360, [60, 1200], 'Augmentation: digits to train on; with fewer, more is learned by heart.', { min: 20, max: 1500 }),
    count('epochs', 25, [5, 60], 'Augmentation: how often each digit is seen.', { min: 1, max: 200 }),
  ],
  idea: 'The same training on the same rows, but for what is done to the inputs first: scales made alike, or each picture shown a little differently every time.',
  assumption: 'Real: data, trainings and step counts, plain descent on the whole set at the best of six rates for each treatment; nothing is modelled. A run that does not arrive counts with its cap, so the ratio is then a lower bound.',
  look: 'The condition number falls by orders of magnitude, and the steps with it. Augmentation buys accuracy on moved digits; what it costs on centred ones is in the table as well.',
  source: { cite: 'LeCun, Bottou, Orr & Müller 1998, Efficient BackProp', url: 'https://doi.org/10.1007/3-540-49430-8_2' },
}
