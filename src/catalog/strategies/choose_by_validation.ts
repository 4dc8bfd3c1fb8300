import { count, onLog } from '../params.ts'
import type { Strategy } from '../strategy-types.ts'

export const chooseByValidation: Strategy = {
  id: 'choose_by_validation',
  name: 'Choosing by validation',
  group: 'choices',
  params: [
    {
      kind: 'choice', name: 'data', default: 'moons', choices: ['moons', 'spirals', 'breast_cancer'],
      help: 'Moons: 300 noisy points. Spirals: a border that needs many updates. Breast cancer: 569 real rows of 30 measurements.',
    },
    { kind: 'choice', name: 'optimizer', default: 'sgd', choices: ['sgd', 'momentum', 'adam'], help: 'The rule whose rate is sought; momentum and Adam like rates ten to a hundred times smaller.' },
    onLog('lowest', 0.003, [1e-5, 1], { above: 0 }, 'The smallest rate that is tried.'),
    onLog('highest', 10, [1e-3, 100], { above: 0 }, 'The largest rate that is tried.'),
    count('rates', 6, [2, 10], 'How many rates are tried, evenly on a log scale: more find a better one and cost more.', { min: 2, max: 30 }),
    count('epochs', 25, [5, 60], 'Epochs of each training: the same for all cells, so small batches make more updates.', { min: 1, max: 200 }),
    count('hidden', 16, [2, 64], 'Units of the hidden layer.', { min: 1, max: 256 }),
  ],
  idea: 'Split the rows in three: train on the first part, choose rate and batch size by the second, and ask the third once, in the end.',
  assumption: 'Real: every cell is a whole training, and the test rows are looked at once, for the chosen cell; nothing is modelled.',
  look: 'Larger batches want larger rates, up to a cliff. The validation score of the chosen cell was picked for being good, so it flatters; the test score was not.',
  source: { cite: 'Hastie, Tibshirani & Friedman 2009, The elements of statistical learning, section 7.2', url: 'https://hastie.su.domains/ElemStatLearn/' },
}
