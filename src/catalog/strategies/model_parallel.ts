import { count, onLog } from '../params.ts'
import type { Strategy } from '../strategy-types.ts'

export const modelParallel: Strategy = {
  id: 'model_parallel',
  name: 'Model parallel',
  group: 'many',
  params: [
    count('stages', 3, [2, 4], 'Workers of the browser that the layers are divided among; each holds its own layers and nothing else.', { min: 2, max: 4 }),
    count('micro_batches', 8, [1, 32], 'Pieces that each batch goes through the pipeline in: more of them leave less time idle, and cost more messages.', { min: 1, max: 64 }),
    count('batch', 128, [32, 256], 'Rows of one update, over all its pieces.', { min: 1, max: 1024 }),
    count('depth', 5, [3, 12], 'Hidden layers of the network, to be divided.', { min: 3, max: 24 }),
    count('width', 80, [16, 192], 'Units of each hidden layer: wider ones work longer for each message.', { min: 4, max: 512 }),
    count('steps', 50, [20, 200], 'Updates, made by the pipeline and again by one device.', { min: 10, max: 1000 }),
    { kind: 'choice', name: 'optimizer', default: 'momentum', choices: ['sgd', 'momentum', 'adam'], help: 'The update rule; each stage makes it for its own layers.' },
    onLog('lr', 0.05, [1e-4, 1], { above: 0 }, 'Learning rate, the same for the pipeline and for one device.'),
  ],
  idea: 'A network too large for one device is cut into stages; pieces of each batch follow one another through them as on an assembly line.',
  assumption: 'Nothing is modelled: the stages are real workers that send each other real activations and gradients, and the times are measured here, so they differ from one machine and one moment to the next.',
  look: 'The result is that of one device, number for number. In the timeline the pipeline fills, empties and fills again: what is idle shrinks as (S - 1)/(M + S - 1) when there are more pieces M for S stages.',
  source: { cite: 'Huang et al. 2019, GPipe: efficient training of giant neural networks using pipeline parallelism', url: 'https://arxiv.org/abs/1811.06965' },
}
