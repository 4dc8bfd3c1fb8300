// A plane through parameter space in which paths are drawn: a centre and two axes, orthogonal but not of length 1.
import type { Network } from '../../../catalog/network-types.ts'
import type { PathsAnswer } from '../../../protocol/network-messages.ts'
import type { PlaneChoice } from '../../../scenario/network/types.ts'
import { dot, gaussianVector, normalize, principalDirections, removeAlong } from './pca.ts'
import type { Track } from './snapshots.ts'

export type Plane = Pick<PathsAnswer, 'names' | 'centre' | 'axes'>

/** Multiplications that a principal plane may cost: some tenths of a second. */
const work = 1e8
/** Points beyond this many would hardly turn the plane. */
const mostPoints = 160

/**
 * The plane of a choice, through the ways of runs that share a network; diverged ones are heeded only when there are no others.
 * @throws Error with one sentence when there is no such plane.
 */
export function planeOf(choice: PlaneChoice, tracks: readonly Track[], network: Network): Plane {
  if (network.params < 2) throw new Error('a plane needs a network of at least two weights')
  const used = steady(tracks)
  const last = used[0]?.points.at(-1)
  if (!last) throw new Error('plane: no run has gone anywhere yet')
  switch (choice.kind) {
    case 'weights':
      return weightsPlane(choice.x, choice.y, last, network)
    case 'pca':
      return principalPlane(used, last)
    case 'random':
      return randomPlane(choice.seed, last, network)
  }
}

/** The tracks that say where a picture should lie. */
export function steady(tracks: readonly Track[]): readonly Track[] {
  const walked = tracks.filter(({ points }) => points.length > 0)
  const kept = walked.filter(({ diverged }) => !diverged)
  return kept.length > 0 ? kept : walked
}

/** Coordinates are the two weights themselves; the others stand where the first run has them. */
function weightsPlane(x: number, y: number, last: Float32Array, network: Network): Plane {
  for (const [name, index] of [['x', x], ['y', y]] as const) {
    if (!Number.isInteger(index) || index < 0 || index >= network.params) throw new Error(`plane.${name}: expected a weight from 0 to ${network.params - 1}, got ${index}`)
  }
  if (x === y) throw new Error(`plane.y: expected another weight than plane.x, got ${y} for both`)
  const centre = Float64Array.from(last)
  centre[x] = 0
  centre[y] = 0
  const along = (index: number): Float64Array => Float64Array.from({ length: network.params }, (_, i) => Number(i === index))
  return { names: [weightName(network, x), weightName(network, y)], centre, axes: [along(x), along(y)] }
}

/** W1[0,3]: the tensor, and where in it. */
export function weightName({ tensors }: Network, index: number): string {
  const tensor = tensors.find(({ offset, size }) => index >= offset && index < offset + size)
  if (!tensor) throw new Error(`expected a weight of the network, got ${index}`)
  let rest = index - tensor.offset
  const places = tensor.shape.toReversed().map((length) => {
    const place = rest % length
    rest = Math.floor(rest / length)
    return place
  })
  return `${tensor.name}[${places.reverse().join(',')}]`
}

/** Centre: the mean of the points that it is laid through, as many of each run. */
function principalPlane(tracks: readonly Track[], last: Float32Array): Plane {
  const params = last.length
  const most = Math.min(mostPoints, Math.sqrt(work / params)) / tracks.length
  const points = tracks.flatMap((track) => spread(track.points, Math.max(3, Math.floor(most)))).map((point) => Float64Array.from(point))
  const centre = new Float64Array(params)
  for (const point of points) for (let i = 0; i < params; i++) centre[i] = (centre[i] as number) + (point[i] as number) / points.length
  for (const point of points) for (let i = 0; i < params; i++) point[i] = (point[i] as number) - (centre[i] as number)
  const directions = principalDirections(points)
  const first = directions[0] ?? unitAcross(params, null)
  const second = directions[1] ?? unitAcross(params, first)
  const from = Float64Array.from(last, (value, i) => value - (centre[i] as number))
  return { names: ['PC1', 'PC2'], centre, axes: [turned(first, from), turned(second, from)] }
}

/** As many as wanted, evenly, with the first and the last. */
function spread<T>(values: readonly T[], wanted: number): readonly T[] {
  if (values.length <= wanted) return values
  return Array.from({ length: wanted }, (_, i) => values[Math.round((i * (values.length - 1)) / (wanted - 1))]).filter((value) => value !== undefined)
}

/** A direction has no sign of its own: the first run's present lies on the positive side, so that pictures do not flip. */
function turned(axis: Float64Array, from: Float64Array): Float64Array {
  return dot(axis, from) < 0 ? axis.map((value) => -value) : axis
}

/** Some direction where the points give none, as at the start. */
function unitAcross(params: number, first: Float64Array | null): Float64Array {
  const direction = gaussianVector(params, 0, first ? 1 : 0)
  if (first) removeAlong(direction, first)
  normalize(direction)
  return direction
}

/**
 * Around the first run's present, in two gaussian directions in which every filter (the weights into one unit) is as long as
 * the filter it is added to, so that a step of 1 means as much in every layer (Li et al. 2018, Visualizing the loss landscape
 * of neural nets). Biases stand still. The second direction then loses its part along the first.
 */
function randomPlane(seed: number, last: Float32Array, network: Network): Plane {
  const centre = Float64Array.from(last)
  const first = filterNormalized(gaussianVector(network.params, seed, 0), centre, network) ?? unitAcross(network.params, null)
  const second = filterNormalized(gaussianVector(network.params, seed, 1), centre, network)
  if (second) removeAlong(second, first)
  return { names: ['d1', 'd2'], centre, axes: [first, second && dot(second, second) > 0 ? second : unitAcross(network.params, first)] }
}

/** null where all kernels are 0, as some begin. */
function filterNormalized(direction: Float64Array, centre: Float64Array, network: Network): Float64Array | null {
  for (const { offset, size, matrix, fanOut } of network.tensors) {
    if (!matrix) {
      direction.fill(0, offset, offset + size)
      continue
    }
    for (let unit = offset; unit < offset + fanOut; unit++) {
      const scale = filterNorm(centre, unit, offset + size, fanOut) / filterNorm(direction, unit, offset + size, fanOut)
      for (let i = unit; i < offset + size; i += fanOut) direction[i] = (direction[i] as number) * scale
    }
  }
  return dot(direction, direction) > 0 ? direction : null
}

function filterNorm(values: Float64Array, from: number, end: number, stride: number): number {
  let square = 0
  for (let i = from; i < end; i += stride) square += (values[i] as number) ** 2
  return Math.sqrt(square)
}
