// The ways of all runs in one plane.
import type { Network } from '../../../catalog/network-types.ts'
import type { PathsAnswer } from '../../../protocol/network-messages.ts'
import type { PlaneChoice } from '../../../scenario/network/types.ts'
import { dot } from './pca.ts'
import { planeOf, steady } from './plane.ts'
import type { Plane } from './plane.ts'
import type { Track } from './snapshots.ts'

type Path = PathsAnswer['paths'][number]
type Range = readonly [number, number]

/** Around the paths, as a share of their width. */
const margin = 0.15
/** A side is at least this share of the other, so that a straight path still has a picture. */
const slimmest = 0.25

/** @throws Error with one sentence when there is no such plane. */
export function pathsOf(choice: PlaneChoice, tracks: readonly Track[], network: Network): PathsAnswer {
  const plane = planeOf(choice, tracks, network)
  const used = steady(tracks)
  const paths = tracks.map((track) => project(track, plane))
  const shown = paths.filter((_, i) => used.includes(tracks[i] as Track))
  return { ...plane, runs: tracks.map(({ run }) => run), paths, variance: varianceIn(plane, used, shown), box: boxOf(shown) }
}

/** Coordinates count in axis vectors; the distance is that of the parameters themselves. */
function project({ entries, points }: Track, { centre, axes: [first, second] }: Plane): Path {
  const path = { entries: Int32Array.from(entries), x: new Float64Array(points.length), y: new Float64Array(points.length), distance: new Float64Array(points.length) }
  const [squareX, squareY] = [dot(first, first), dot(second, second)]
  const from = new Float64Array(centre.length)
  points.forEach((point, p) => {
    for (let i = 0; i < from.length; i++) from[i] = (point[i] as number) - (centre[i] as number)
    const [x, y] = [dot(from, first) / squareX, dot(from, second) / squareY]
    // From what is left over, not by Pythagoras: near the plane that would be the difference of two large numbers.
    let square = 0
    for (let i = 0; i < from.length; i++) square += ((from[i] as number) - x * (first[i] as number) - y * (second[i] as number)) ** 2
    path.x[p] = x
    path.y[p] = y
    path.distance[p] = Math.sqrt(square)
  })
  return path
}

/** Share of the points' variance along each axis; null where they do not differ. */
function varianceIn({ axes: [first, second] }: Plane, tracks: readonly Track[], paths: readonly Path[]): [number, number] | null {
  const points = tracks.flatMap((track) => track.points)
  const mean = new Float64Array(first.length)
  for (const point of points) for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] as number) + (point[i] as number) / points.length
  let total = 0
  for (const point of points) for (let i = 0; i < mean.length; i++) total += ((point[i] as number) - (mean[i] as number)) ** 2
  if (!(total > 0)) return null
  const along = (axis: Float64Array, coordinates: readonly Float64Array[]): number => (dot(axis, axis) * squaresAboutMean(coordinates)) / total
  return [along(first, paths.map(({ x }) => x)), along(second, paths.map(({ y }) => y))]
}

function squaresAboutMean(columns: readonly Float64Array[]): number {
  let [sum, count, squares] = [0, 0, 0]
  for (const column of columns) for (const value of column) sum += value
  for (const column of columns) count += column.length
  for (const column of columns) for (const value of column) squares += (value - sum / count) ** 2
  return squares
}

function boxOf(paths: readonly Path[]): PathsAnswer['box'] {
  const [x, y] = [extent(paths.map((path) => path.x)), extent(paths.map((path) => path.y))]
  const widest = Math.max(x[1] - x[0], y[1] - y[0])
  // Before the first step all runs stand at one point: a picture from -1 to 1 around it.
  const least = widest > 0 ? slimmest * widest : 2
  return [roomAround(x, least), roomAround(y, least)]
}

function roomAround([low, high]: Range, least: number): Range {
  const half = (Math.max(high - low, least) / 2) * (1 + 2 * margin)
  return [(low + high) / 2 - half, (low + high) / 2 + half]
}

function extent(columns: readonly Float64Array[]): Range {
  let [low, high] = [Infinity, -Infinity]
  for (const column of columns) {
    for (const value of column) {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  return [low, high]
}
