import type { GeneratedDataset } from '../network-types.ts'
import { along, drawsOf, need, pointCount, tableOf } from './table.ts'

export const linearUnit: GeneratedDataset = {
  kind: 'generated',
  id: 'linear_unit',
  name: 'x = u², random targets',
  group: 'regression',
  task: 'numbers',
  params: [pointCount(100, 1000)],
  split: 0.5,
  standardize: false,
  generate: (params, seed) => {
    const points = need(params, 'points')
    // All points are trained on; as many with targets of their own are held out.
    return tableOf({ columns: ['x'], classes: null, targetNames: ['y'], heldOut: points }, 2 * points, (i) => {
      const u = along(i % points, points)
      return { features: [u * u], target: drawsOf(seed, i).uniform(0) }
    })
  },
  idea: 'One linear unit on targets that follow no rule: the best it can do is about y = 1/2, a loss of 1/12.',
}
