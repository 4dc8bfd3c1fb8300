import type { GeneratedDataset } from '../network-types.ts'
import { onLine } from '../params.ts'
import { drawsOf, need, pointCount, tableOf, targetNoise } from './table.ts'

export const sine: GeneratedDataset = {
  kind: 'generated',
  id: 'sine',
  name: 'Sine',
  group: 'regression',
  task: 'numbers',
  params: [
    pointCount(200),
    targetNoise(0.1, 1),
    onLine('waves', 1, [0.5, 4, 0.5], { above: 0 }, 'Waves between -1 and 1: networks learn slow waves first, fast ones late or never.'),
  ],
  split: 0.7,
  standardize: true,
  generate: (params, seed) =>
    tableOf({ columns: ['x'], classes: null, targetNames: ['y'] }, need(params, 'points'), (i) => {
      const { uniform, normal } = drawsOf(seed, i)
      const x = 2 * uniform(0) - 1
      return { features: [x], target: Math.sin(Math.PI * need(params, 'waves') * x) + need(params, 'noise') * normal(1) }
    }),
  idea: 'One wave to be followed: each hidden unit adds a bend, and one sees where they are put.',
}
