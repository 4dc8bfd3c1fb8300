// The two directions in which points differ most, for few points of many coordinates: from the N x N matrix of their scalar
// products, whose eigenvectors give those of the covariance.
import { normal, stream } from '../../../formula/random.ts'

/** Below this share of the first direction's variance, what is left is rounding of float32 points. */
const nothing = 1e-12
const mostRounds = 1000

/** Unit directions, orthogonal; fewer than two where the points do not spread that far. `points` are [points][params], centred. */
export function principalDirections(points: readonly Float64Array[]): Float64Array[] {
  const gram = scalarProducts(points)
  const found: Float64Array[] = []
  const vectors: Float64Array[] = []
  let first = 0
  for (const index of [0, 1]) {
    const { vector, value } = largestEigenvector(gram, points.length, vectors, index)
    first = Math.max(first, value)
    if (!(value > nothing * first)) break
    vectors.push(vector)
    const direction = combination(points, vector)
    for (const other of found) removeAlong(direction, other)
    if (!normalize(direction)) break
    found.push(direction)
  }
  return found
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/** vector - its part along `axis`. */
export function removeAlong(vector: Float64Array, axis: Float64Array): void {
  const square = dot(axis, axis)
  if (square === 0) return
  const share = dot(vector, axis) / square
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) - share * (axis[i] as number)
}

/** To length 1; false where there is no length. */
export function normalize(vector: Float64Array): boolean {
  const length = Math.sqrt(dot(vector, vector))
  if (!(length > 0)) return false
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) / length
  return true
}

/** Independent standard normal draws, [length]. */
export const gaussianVector = (length: number, seed: number, which: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => normal(seed, stream.plane, which, 0, i))

function scalarProducts(points: readonly Float64Array[]): Float64Array {
  const n = points.length
  const gram = new Float64Array(n * n)
  points.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      const value = dot(a, points[j] ?? a)
      gram[i * n + j] = value
      gram[j * n + i] = value
    }
  })
  return gram
}

/** By powers of the matrix, kept orthogonal to the eigenvectors already found. Where two are all but equal, either will do. */
function largestEigenvector(matrix: Float64Array, n: number, known: readonly Float64Array[], which: number): { vector: Float64Array; value: number } {
  let vector = gaussianVector(n, 0, which)
  let value = 0
  for (const other of known) removeAlong(vector, other)
  normalize(vector)
  for (let round = 0; round < mostRounds; round++) {
    const next = times(matrix, vector)
    value = dot(next, vector)
    for (const other of known) removeAlong(next, other)
    if (!normalize(next)) return { vector, value: 0 }
    const moved = 1 - Math.abs(dot(next, vector))
    vector = next
    // 1 - cos of the angle of a round, at the limit of float64: that the direction has settled.
    if (moved < 1e-15) break
  }
  return { vector, value }
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length
  return Float64Array.from({ length: n }, (_, i) => dot(matrix.subarray(i * n, (i + 1) * n), vector))
}

function combination(points: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(points[0]?.length ?? 0)
  points.forEach((point, p) => {
    const weight = weights[p] as number
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + weight * (point[i] as number)
  })
  return sum
}
