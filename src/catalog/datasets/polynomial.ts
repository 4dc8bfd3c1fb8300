import type { GeneratedDataset } from '../network-types.ts'
import { count } from '../params.ts'
import { drawsOf, need, pointCount, tableOf, targetNoise } from './table.ts'

export const polynomial: GeneratedDataset = {
  kind: 'generated',
  id: 'polynomial',
  name: 'Polynomial',
  group: 'regression',
  task: 'numbers',
  params: [
    pointCount(200),
    targetNoise(0.1, 1),
    count('powers', 3, [1, 12], 'The model is given x, x^2, … up to this power: more fit more, and are so alike that the valley becomes long and narrow.'),
  ],
  split: 0.7,
  standardize: true,
  generate: (params, seed) => {
    const columns = Array.from({ length: need(params, 'powers') }, (_, k) => (k === 0 ? 'x' : `x^${k + 1}`))
    return tableOf({ columns, classes: null, targetNames: ['y'] }, need(params, 'points'), (i) => {
      const { uniform, normal } = drawsOf(seed, i)
      const x = 2 * uniform(0) - 1
      return { features: columns.map((_, k) => x ** (k + 1)), target: 4 * x ** 3 - 3 * x + need(params, 'noise') * normal(1) }
    })
  },
  idea: 'y = 4 x^3 - 3 x from powers of x: a linear model suffices, but the powers resemble each other, and plain descent crawls.',
}
