import type { GeneratedDataset } from '../network-types.ts'
import { drawsOf, need, planeClasses, pointCount, spread, tableOf } from './table.ts'

export const xor: GeneratedDataset = {
  kind: 'generated',
  id: 'xor',
  name: 'XOR',
  group: 'classes',
  task: 'classes',
  params: [pointCount(400), spread(0.05, 0.5)],
  split: 0.7,
  standardize: true,
  generate: (params, seed) =>
    tableOf(planeClasses(2), need(params, 'points'), (i) => {
      const { uniform, normal } = drawsOf(seed, i)
      // Quadrant by quadrant, so that the classes are equally many, and a gap of 0.1 along the axes.
      const side = (sign: number, index: number): number => sign * (0.1 + 0.9 * uniform(index)) + need(params, 'noise') * normal(index)
      const [right, upper] = [i % 2 === 0 ? 1 : -1, i % 4 < 2 ? 1 : -1]
      return { features: [side(right, 0), side(upper, 1)], target: right === upper ? 0 : 1 }
    }),
  idea: 'Opposite quadrants belong together: the classic that one linear unit cannot do, and two hidden ones can.',
}
