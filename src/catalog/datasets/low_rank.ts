import type { GeneratedDataset } from '../network-types.ts'
import { count, onLog } from '../params.ts'
import { orthonormal } from './orthonormal.ts'
import { along, need, tableOf } from './table.ts'

export const lowRank: GeneratedDataset = {
  kind: 'generated',
  id: 'low_rank',
  name: 'Low-rank matrix',
  group: 'matrices',
  task: 'numbers',
  params: [
    count('size', 10, [2, 32], 'Rows and columns of the matrix.'),
    count('rank', 3, [1, 10], 'How many directions the matrix has; the rest of it is zero. At most the size.'),
    onLog('condition', 10, [1, 1000], { min: 1 }, 'Largest over smallest singular value: the weak directions are learned that much later.'),
  ],
  split: 0.5,
  standardize: false,
  generate: (params, seed) => {
    const size = need(params, 'size')
    const matrix = randomMatrix(size, Math.min(need(params, 'rank'), size), need(params, 'condition'), seed)
    const names = (letter: string): string[] => Array.from({ length: size }, (_, i) => `${letter}${i + 1}`)
    // There is only one matrix: it is trained on as a whole, and as a whole looked at again.
    return tableOf({ columns: names('x'), classes: null, targetNames: names('y'), heldOut: size }, 2 * size, (i) => ({
      features: names('x').map((_, j) => (j === i % size ? 1 : 0)),
      target: matrix[i % size] ?? [],
    }))
  },
  idea: 'A matrix to be written as a product of matrices: starts near zero stay there long, then learn one direction after the other.',
}

/** Singular values fall geometrically from 1 to 1/condition; scaled so that the mean of the squared entries is 1. */
function randomMatrix(size: number, rank: number, condition: number, seed: number): number[][] {
  const [left, right] = [orthonormal(rank, size, seed, 1), orthonormal(rank, size, seed, 2)]
  const values = left.map((_, k) => condition ** -along(k, rank))
  const scale = size / Math.hypot(...values)
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => scale * values.reduce((sum, value, k) => sum + value * (left[k]?.[i] ?? 0) * (right[k]?.[j] ?? 0), 0)),
  )
}
