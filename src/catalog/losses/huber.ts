import type { Loss } from '../network-types.ts'
import { onLog } from '../params.ts'

export const huber: Loss = {
  id: 'huber',
  name: 'Huber',
  kind: 'pointwise',
  formula: ['d = abs(p - y)', 'd <= delta ? 0.5*d^2 : delta*(d - 0.5*delta)'].join('\n'),
  params: [
    onLog('delta', 1, [0.01, 100], { above: 0 }, 'Error up to which the loss is a square; beyond it grows in a straight line.'),
  ],
  targets: 'onehot',
  output: 'number',
  tasks: ['numbers'],
  source: { cite: 'Huber 1964, Robust estimation of a location parameter', url: 'https://doi.org/10.1214/aoms/1177703732' },
  idea: 'A square near the fit and a straight line beyond: smooth where it matters, calm about outliers.',
}
