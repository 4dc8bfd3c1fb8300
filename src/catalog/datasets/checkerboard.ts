import type { GeneratedDataset } from '../network-types.ts'
import { count } from '../params.ts'
import { drawsOf, need, planeClasses, pointCount, spread, tableOf } from './table.ts'

export const checkerboard: GeneratedDataset = {
  kind: 'generated',
  id: 'checkerboard',
  name: 'Checkerboard',
  group: 'classes',
  task: 'classes',
  params: [
    pointCount(800),
    spread(0, 0.3),
    count('cells', 4, [2, 8], 'Cells along each side: twice as many need about four times the border, and the data to show it.'),
  ],
  split: 0.7,
  standardize: true,
  generate: (params, seed) =>
    tableOf(planeClasses(2), need(params, 'points'), (i) => {
      const { uniform, normal } = drawsOf(seed, i)
      const [x, y] = [2 * uniform(0) - 1, 2 * uniform(1) - 1]
      const cell = (v: number): number => Math.floor(((v + 1) / 2) * need(params, 'cells'))
      return { features: [x + need(params, 'noise') * normal(2), y + need(params, 'noise') * normal(3)], target: (cell(x) + cell(y)) % 2 }
    }),
  idea: 'Fields in two colours: every field is its own island, so the network must learn many small borders.',
}
