// Which minimum each start reached. Known minima first; what ended elsewhere but together is a minimum that was found.
import type { Point, Range } from '../catalog/types.ts'

/** End points of a summary, [starts]. */
export interface Ends {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly reached: ArrayLike<number>
  readonly stopped: ArrayLike<number>
}

export interface Basin {
  readonly at: Point
  /** Known from the landscape, or found where many runs ended. */
  readonly from: 'known' | 'found'
  /** Starts that ended here. */
  readonly count: number
}

export const nowhere = -1
export const diverged = -2

export interface BasinMap {
  readonly basins: readonly Basin[]
  /** Per start: index of its basin, or `nowhere`, or `diverged`. */
  readonly basin: Int16Array
  /** Per start: steps to tolerance, or -1. */
  readonly steps: ArrayLike<number>
  readonly nowhere: number
  readonly diverged: number
}

type Domain = readonly [Range, Range]

/** Places kept at most. */
const mostFound = 200
/** Of all starts, in a found minimum at least. */
const leastShare = 0.002

export function classifyBasins(ends: Ends, minima: readonly Point[], domain: Domain): BasinMap {
  const radius = radiusOf(minima, domain)
  const count = ends.x.length
  const basin = new Int16Array(count).fill(nowhere)
  for (let i = 0; i < count; i += 1) basin[i] = (ends.stopped[i] ?? -1) >= 0 ? diverged : nearest(minima, ends.x[i] ?? Number.NaN, ends.y[i] ?? Number.NaN, radius)
  const found = clusters(ends, basin, radius)
  const places = found.map(({ members }) => centre(ends, members))
  // Clusters come from a sample; every other start that ended in their squares belongs to them as well.
  const owner = new Map(found.flatMap(({ squares }, k) => squares.flatMap((square) => [square, ...around(square)].map((key) => [key, k] as const))))
  if (owner.size > 0) {
    for (let i = 0; i < count; i += 1) {
      if (basin[i] !== nowhere) continue
      const k = owner.get(squareOf(ends, i, radius / squaresPerRadius))
      if (k !== undefined) basin[i] = minima.length + k
    }
  }
  const at = [...minima, ...places]
  const counts = new Int32Array(at.length)
  let [lost, gone] = [0, 0]
  for (let i = 0; i < count; i += 1) {
    const index = basin[i] ?? nowhere
    if (index === nowhere) lost += 1
    else if (index === diverged) gone += 1
    else counts[index] = (counts[index] ?? 0) + 1
  }
  const basins = at.map((point, i): Basin => ({ at: point, from: i < minima.length ? 'known' : 'found', count: counts[i] ?? 0 }))
  return { basins, basin, steps: ends.reached, nowhere: lost, diverged: gone }
}

/** A twenty-fifth of the box's diagonal, or less than half the way between the two nearest minima. */
function radiusOf(minima: readonly Point[], [[x0, x1], [y0, y1]]: Domain): number {
  const gaps = minima.flatMap(([ax, ay], i) => minima.slice(i + 1).map(([bx, by]) => Math.hypot(ax - bx, ay - by)))
  return Math.min(Math.hypot(x1 - x0, y1 - y0) / 25, ...gaps.map((gap) => gap * 0.45))
}

function nearest(minima: readonly Point[], x: number, y: number, radius: number): number {
  let found = nowhere
  let least = radius * radius
  for (let i = 0; i < minima.length; i += 1) {
    const [mx, my] = minima[i] ?? [Number.NaN, Number.NaN]
    const square = (x - mx) * (x - mx) + (y - my) * (y - my)
    if (!(square <= least)) continue
    least = square
    found = i
  }
  return found
}

/** Of so many starts at most the ends are looked at for clusters. */
const sampleSize = 16_384
/** Squares per row of the plane, so that a square is one number. */
const plane = 2 ** 20

const squaresPerRadius = 4

/** Number of the square that a start ended in; NaN far out. */
function squareOf(ends: Ends, i: number, side: number): number {
  const [column, row] = [Math.floor((ends.x[i] ?? Number.NaN) / side), Math.floor((ends.y[i] ?? Number.NaN) / side)]
  return Math.abs(column) < plane / 2 && Math.abs(row) < plane / 2 ? row * plane + column : Number.NaN
}

interface Cluster {
  readonly members: number[]
  readonly squares: number[]
}

/** Runs that ended within a small patch of each other, most first. A valley full of runs still under way is no minimum. */
function clusters(ends: Ends, basin: Int16Array, radius: number): Cluster[] {
  const stride = Math.max(1, Math.floor(basin.length / sampleSize))
  const patches = new Map<number, number[]>()
  for (let i = 0; i < basin.length; i += stride) {
    const square = basin[i] === nowhere ? squareOf(ends, i, radius / squaresPerRadius) : Number.NaN
    if (Number.isNaN(square)) continue
    const patch = patches.get(square)
    if (patch) patch.push(i)
    else patches.set(square, [i])
  }
  const least = Math.max(3, (leastShare * basin.length) / stride)
  return joined(patches, 6)
    .filter(({ members }) => members.length >= least)
    .toSorted((a, b) => b.members.length - a.members.length)
    .slice(0, mostFound)
}

/** Squares that touch belong together; a group wider than `widest` squares is dropped. */
function joined(patches: ReadonlyMap<number, number[]>, widest: number): Cluster[] {
  const left = new Set(patches.keys())
  const groups: Cluster[] = []
  for (const seed of patches.keys()) {
    if (!left.delete(seed)) continue
    const members: number[] = []
    const squares: number[] = []
    let [west, east, south, north] = [plane, -plane, plane, -plane]
    for (const queue = [seed]; queue.length > 0; ) {
      const key = queue.pop() ?? 0
      const row = Math.round(key / plane)
      const column = key - row * plane
      west = Math.min(west, column)
      east = Math.max(east, column)
      south = Math.min(south, row)
      north = Math.max(north, row)
      members.push(...(patches.get(key) ?? []))
      squares.push(key)
      for (const next of around(key)) if (left.delete(next)) queue.push(next)
    }
    if (east - west < widest && north - south < widest) groups.push({ members, squares })
  }
  return groups
}

const around = (key: number): number[] => [-plane - 1, -plane, -plane + 1, -1, 1, plane - 1, plane, plane + 1].map((by) => key + by)

/** The middle of the members, coordinate by coordinate. */
function centre(ends: Ends, members: readonly number[]): Point {
  const middle = (values: ArrayLike<number>): number => members.map((i) => values[i] ?? Number.NaN).toSorted((a, b) => a - b)[members.length >> 1] ?? Number.NaN
  return [middle(ends.x), middle(ends.y)]
}
