import type { GeneratedDataset } from '../network-types.ts'
import { onLine } from '../params.ts'
import { drawsOf, need, planeClasses, pointCount, spread, tableOf } from './table.ts'

export const circles: GeneratedDataset = {
  kind: 'generated',
  id: 'circles',
  name: 'Circles',
  group: 'classes',
  task: 'classes',
  params: [
    pointCount(400),
    spread(0.08, 0.5),
    onLine('inner', 0.5, [0.1, 0.9, 0.05], { above: 0, below: 1 }, 'Radius of the inner circle, the outer one being 1: near 1 the ring between them is thin and hard to find.'),
  ],
  split: 0.7,
  standardize: true,
  generate: (params, seed) => {
    const points = need(params, 'points')
    return tableOf(planeClasses(2), points, (i) => {
      const inside = i % 2
      const { normal } = drawsOf(seed, i)
      const angle = (2 * Math.PI * (i - inside)) / 2 / Math.ceil((points - inside) / 2)
      const radius = inside === 1 ? need(params, 'inner') : 1
      const at = (direction: number, index: number): number => radius * direction + need(params, 'noise') * normal(index)
      return { features: [at(Math.cos(angle), 0), at(Math.sin(angle), 1)], target: inside }
    })
  },
  idea: 'One ring inside the other: no straight border is better than guessing, three hidden units can close a loop.',
}
