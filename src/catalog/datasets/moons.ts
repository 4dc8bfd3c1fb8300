import type { GeneratedDataset } from '../network-types.ts'
import { along, drawsOf, need, planeClasses, pointCount, spread, tableOf } from './table.ts'

export const moons: GeneratedDataset = {
  kind: 'generated',
  id: 'moons',
  name: 'Two moons',
  group: 'classes',
  task: 'classes',
  params: [pointCount(400), spread(0.1, 0.5)],
  split: 0.7,
  standardize: true,
  generate: (params, seed) => {
    const points = need(params, 'points')
    return tableOf(planeClasses(2), points, (i) => {
      const lower = i % 2
      const { normal } = drawsOf(seed, i)
      const angle = Math.PI * along((i - lower) / 2, Math.ceil((points - lower) / 2))
      const [x, y] = lower === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)]
      return { features: [x + need(params, 'noise') * normal(0), y + need(params, 'noise') * normal(1)], target: lower }
    })
  },
  idea: 'Two half circles that reach into each other: a straight border gets most of it right, the rest needs a bend.',
}
