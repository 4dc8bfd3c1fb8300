import { count, onLine, onLog } from '../params.ts'
import type { Strategy } from '../strategy-types.ts'

export const dataParallel: Strategy = {
  id: 'data_parallel',
  name: 'Data parallel',
  group: 'many',
  params: [
    { kind: 'choice', name: 'data', default: 'digits_8x8', choices: ['digits_8x8', 'moons'], help: 'What is learned: digits of 8 × 8 pixels, or two moons.' },
    {
      kind: 'choice', name: 'mode', default: 'all', choices: ['all', 'synchronous', 'averaging', 'asynchronous'],
      help: 'How the workers agree: by averaging every gradient, by averaging their parameters now and then, or not at all; or all three beside each other.',
    },
    count('workers', 8, [1, 32], 'Workers, each with its own shard of the rows; together they take workers × batch rows a step.'),
    count('batch', 16, [1, 128], 'Rows of one worker at each step.', { min: 1, max: 1024 }),
    count('steps', 150, [50, 600], 'Steps of every worker.', { min: 50, max: 2000 }),
    { kind: 'choice', name: 'optimizer', default: 'sgd', choices: ['sgd', 'momentum', 'adam'], help: 'The update rule, the same for all workers.' },
    onLog('lr', 0.2, [1e-3, 2], { above: 0 }, 'Learning rate: stale gradients stand less of it than fresh ones.'),
    count('average_every', 10, [1, 100], 'Averaging: steps that each worker makes alone between two averages; more save messages and let the workers drift apart.', { min: 1, max: 1000 }),
    count('staleness', 7, [0, 32], 'Asynchronous: updates by others between reading the parameters and applying the gradient; N equally fast workers have N - 1.', { min: 0, max: 100 }),
    {
      kind: 'choice', name: 'shards', default: 'mixed', choices: ['mixed', 'by_class'],
      help: 'Whether every worker has rows of all classes, or only of a few: then workers that work alone pull in different directions.',
    },
    onLog('gflops', 1, [0.1, 1e4], { above: 0 }, 'Modelled: billions of operations that a worker makes in a second; faster workers wait more for the network.'),
    onLog('latency_us', 20, [0.1, 1e4], { min: 0 }, 'Modelled: microseconds that any message takes, however short.'),
    onLog('bandwidth_mb', 1000, [1, 1e5], { above: 0 }, 'Modelled: megabytes a second between two workers.'),
    onLine('straggling', 0.2, [0, 2, 0.05], { min: 0 }, 'Modelled: mean delay of a step as a share of it, drawn anew for each worker and step; who averages waits for the slowest.'),
    onLine('serial', 0.02, [0, 0.5, 0.01], { min: 0, max: 1 }, 'Modelled: share of the whole step that cannot be divided and that every worker makes alone; its inverse is the most that Amdahl allows.'),
  ],
  idea: 'Many workers hold the same network, each learns from its own share of the rows, and they tell each other what they found.',
  assumption: 'Every worker is really trained, in float64, one after the other on this machine; only the time that a cluster would take is modelled, from the speeds set here.',
  look: 'Averaging every gradient is the one big batch, number for number. Averaging parameters now and then saves most of the messages at the price of drift; more workers help until messages cost more than they save. Who waits for nobody makes an update with every batch, which is fast at small rates and breaks at large ones.',
  source: { cite: 'Goyal et al. 2017, Accurate, large minibatch SGD; Stich 2019, Local SGD converges fast and communicates little', url: 'https://arxiv.org/abs/1706.02677' },
}
