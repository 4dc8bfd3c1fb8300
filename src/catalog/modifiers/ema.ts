import { decayRate } from '../params.ts'
import type { Modifier } from '../types.ts'

export const ema: Modifier = {
  id: 'ema',
  name: 'Average of the weights',
  stage: 'report',
  params: [decayRate('decay', 0.95, 'Memory of the average: more is smoother and trails further behind.')],
  rule: [
    'average = decay*average + (1 - decay)*theta',
    'shown = average',
  ].join('\n'),
  init: { average: 'theta' },
  source: { cite: 'Polyak & Juditsky 1992, Acceleration of stochastic approximation by averaging', url: 'https://doi.org/10.1137/0330046' },
  idea: 'Shows and evaluates a running average of the points, which hops and noise cannot move; training goes on from the last one.',
}
