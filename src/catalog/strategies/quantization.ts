import { count } from '../params.ts'
import type { Strategy } from '../strategy-types.ts'

export const quantization: Strategy = {
  id: 'quantization',
  name: 'Quantization',
  group: 'smaller',
  params: [
    count('bits', 2, [1, 16], 'Bits per weight of which histograms and training are shown: fewer bits, fewer levels, fewer bytes.', { min: 1, max: 16 }),
    {
      kind: 'choice', name: 'levels', default: 'symmetric', choices: ['symmetric', 'affine'],
      help: 'Symmetric: levels evenly about 0, one scale. Affine: levels from the smallest weight to the largest, a scale and an offset.',
    },
    {
      kind: 'choice', name: 'scale', default: 'tensor', choices: ['tensor', 'channel'],
      help: 'One scale for a whole kernel, or one for the weights into each unit: more scales fit better and take more bytes.',
    },
    count('hidden', 32, [4, 64], 'Units of the hidden layer: a wider network has weights to spare, so it bears rounding better.', { min: 1, max: 128 }),
    count('epochs', 8, [1, 20], 'Epochs before rounding is trained with, and as many again with it (and without, to compare).', { min: 1, max: 40 }),
  ],
  idea: 'Keep each weight on few levels: a network of 8 bits per weight is a quarter as large as in float32, and of 1 bit about a thirtieth.',
  assumption:
    'Real: the training, the rounding and the scores, on the levels that so many bits have (16 bits are levels too, not float16); modelled: the bytes are counted, not stored, and the arithmetic stays float64.',
  look:
    'Down to 4 bits little happens; below, training with the rounding holds on where rounding afterwards falls. Two symmetric bits are three levels set by the largest weight, so most weights become 0: that can be worse than one bit.',
  source: { cite: 'Jacob et al. 2018, Quantization and training of neural networks for efficient integer-arithmetic-only inference', url: 'https://arxiv.org/abs/1712.05877' },
}
