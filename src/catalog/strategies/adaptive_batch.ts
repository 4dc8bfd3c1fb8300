import { count, flag, onLine, onLog } from '../params.ts'
import type { Strategy } from '../strategy-types.ts'

export const adaptiveBatch: Strategy = {
  id: 'adaptive_batch',
  name: 'Growing batch and early stopping',
  group: 'less',
  params: [
    { kind: 'choice', name: 'data', default: 'digits_8x8', choices: ['digits_8x8', 'moons'], help: 'Digits: 539 pictures to train on. Moons: 200 noisy points.' },
    count('batch', 8, [1, 64], 'Rows of a batch at the start: small ones make many noisy updates.', { min: 1, max: 512 }),
    onLine('factor', 2, [1, 8, 0.5], { min: 1, max: 16 }, 'What the batch is multiplied by, or in the run beside it the rate divided by.'),
    count('every', 10, [2, 20], 'Epochs after which that happens, again and again.', { min: 1, max: 200 }),
    count('epochs', 40, [10, 80], 'Epochs in all.', { min: 2, max: 400 }),
    onLog('lr', 0.05, [0.001, 0.5], { above: 0 }, 'Learning rate of momentum, the same for all runs.'),
    flag('early', true, 'Marks where each run would be stopped, and counts what that saves.'),
    count('patience', 5, [1, 20], 'Epochs without a better validation loss after which a run is stopped.', { min: 1, max: 200 }),
    onLine('overhead', 1, [0, 5, 0.1], { min: 0 }, 'Modelled milliseconds that every update costs, whatever its batch: starting kernels, exchanging gradients.'),
    onLine('sample', 0.02, [0, 0.5, 0.01], { min: 0 }, 'Modelled milliseconds for each row of a batch.'),
  ],
  idea: 'Let the batch grow instead of letting the rate decay: the same noise at the end, in far fewer updates; and stop when validation gets no better.',
  assumption: 'Real: all trainings and scores, and the milliseconds measured on this device; modelled: the other time, overhead per update plus time per row, as set here. Runs go on past their stop only to show what it saves.',
  look: 'Growing batch and decaying rate fall together when drawn against samples, and part when drawn against updates or time. The large batch from the start is quick and behind.',
  source: { cite: 'Smith, Kindermans, Ying & Le 2018, Don\'t decay the learning rate, increase the batch size', url: 'https://arxiv.org/abs/1711.00489' },
}
