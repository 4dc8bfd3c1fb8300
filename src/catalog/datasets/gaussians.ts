import type { GeneratedDataset } from '../network-types.ts'
import { count } from '../params.ts'
import { drawsOf, need, numbered, pointCount, spread, tableOf } from './table.ts'

export const gaussians: GeneratedDataset = {
  kind: 'generated',
  id: 'gaussians',
  name: 'Gaussians',
  group: 'classes',
  task: 'classes',
  params: [
    pointCount(400),
    spread(0.3, 2),
    count('classes', 3, [2, 10], 'How many clouds there are, one for each class: more sit closer together.'),
    count('features', 2, [2, 100], 'How many numbers describe a point: more make the first layer wider and the clouds easier to part.', { min: 1 }),
  ],
  split: 0.7,
  standardize: true,
  generate: (params, seed) => {
    const [classes, features] = [need(params, 'classes'), need(params, 'features')]
    const centres = Array.from({ length: classes }, (_, k) => centre(k, classes, features, seed))
    const shape = { columns: Array.from({ length: features }, (_, f) => `x${f + 1}`), classes: numbered((k) => `class ${k}`, classes), targetNames: ['class'] }
    return tableOf(shape, need(params, 'points'), (i) => {
      const { normal } = drawsOf(seed, i)
      return { features: (centres[i % classes] ?? []).map((c, f) => c + need(params, 'noise') * normal(f)), target: i % classes }
    })
  },
  idea: 'A cloud of points for each class: linear borders suffice, and where clouds overlap nothing helps.',
}

/** Even on the unit circle in the plane; in more dimensions seeded directions on the unit sphere. */
function centre(index: number, classes: number, features: number, seed: number): number[] {
  if (features === 2) return [Math.cos((2 * Math.PI * index) / classes), Math.sin((2 * Math.PI * index) / classes)]
  // Far beyond the rows, so that centres and points share no draw.
  const { normal } = drawsOf(seed, 2 ** 30 + index)
  const direction = Array.from({ length: features }, (_, f) => normal(f))
  const length = Math.hypot(...direction)
  return direction.map((v) => v / length)
}
