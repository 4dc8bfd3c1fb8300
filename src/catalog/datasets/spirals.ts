import type { GeneratedDataset } from '../network-types.ts'
import { count, onLine } from '../params.ts'
import { along, drawsOf, need, planeClasses, pointCount, spread, tableOf } from './table.ts'

export const spirals: GeneratedDataset = {
  kind: 'generated',
  id: 'spirals',
  name: 'Spirals',
  group: 'classes',
  task: 'classes',
  params: [
    pointCount(600),
    spread(0.02, 0.2),
    count('arms', 2, [2, 5], 'How many arms, one for each class: more lie closer together.', { min: 2, max: 5 }),
    onLine('turns', 1.25, [0.5, 3, 0.25], { above: 0 }, 'How often each arm winds round: more needs a border with more bends, and more units.'),
  ],
  split: 0.7,
  standardize: true,
  generate: (params, seed) => {
    const [points, arms] = [need(params, 'points'), need(params, 'arms')]
    return tableOf(planeClasses(arms), points, (i) => {
      const arm = i % arms
      const { normal } = drawsOf(seed, i)
      // From a tenth of the radius outwards: in the middle the arms are one.
      const radius = 0.1 + 0.9 * along((i - arm) / arms, Math.ceil((points - arm) / arms))
      const angle = 2 * Math.PI * (need(params, 'turns') * radius + arm / arms)
      const at = (direction: number, index: number): number => radius * direction + need(params, 'noise') * normal(index)
      return { features: [at(Math.cos(angle), 0), at(Math.sin(angle), 1)], target: arm }
    })
  },
  idea: 'Arms wound around each other: the border must turn with them, which takes width, depth and patience.',
}
