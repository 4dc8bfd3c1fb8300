import type { GeneratedDataset } from '../network-types.ts'
import { drawsOf, need, pointCount, tableOf, targetNoise } from './table.ts'

export const plane: GeneratedDataset = {
  kind: 'generated',
  id: 'plane',
  name: 'Plane',
  group: 'regression',
  task: 'numbers',
  params: [pointCount(200), targetNoise(0.1, 1)],
  split: 0.7,
  standardize: true,
  generate: (params, seed) =>
    tableOf({ columns: ['x1', 'x2'], classes: null, targetNames: ['y'] }, need(params, 'points'), (i) => {
      const { uniform, normal } = drawsOf(seed, i)
      const [x1, x2] = [2 * uniform(0) - 1, 2 * uniform(1) - 1]
      return { features: [x1, x2], target: 2 * x1 - x2 + 0.5 + need(params, 'noise') * normal(1) }
    }),
  idea: 'y = 2 x1 - x2 + 0.5: linear regression finds these three numbers, on a loss that is a perfect bowl.',
}
