// What a sweep of networks found: a number for each cell with its colour, and over all its networks the mean, a band and the best.
import { bestCell } from '../scenario/best-cell.ts'
import type { SweepGrid } from '../scenario/network/sweep-runs.ts'
import type { SweepSide } from '../scenario/network/types.ts'
import type { RaceNumbers } from '../store/network-race.ts'
import { shortNumber } from './format.ts'
import { axisTicks } from './sweep-axes.ts'
import type { Tick } from './sweep-axes.ts'
import type { SweepOutcome } from './sweep-scale.ts'

export const sweepMeasures = ['last', 'best', 'metric'] as const
export type SweepMeasure = (typeof sweepMeasures)[number]

export interface CellNumbers {
  /** Mean over the seeds of a cell, [cells]; NaN where one of them diverged, or none was judged. */
  readonly values: Float64Array
  /** Seeds of a cell that have diverged or do not run, [cells]. */
  readonly gone: Int32Array
  /** The same as colours are of it: less is better. */
  readonly outcome: SweepOutcome
  /** The best cell, or null where none came through. */
  readonly best: number | null
}

/** null before the first judgement. */
export function cellNumbers({ rows, best, metric }: RaceNumbers, { cells, seeds, xs, ys }: SweepGrid, measure: SweepMeasure): CellNumbers | null {
  const last = rows.at(-1)
  if (last === undefined) return null
  const column = { last, best, metric }[measure]
  const [values, gone] = [new Float64Array(cells.length), new Int32Array(cells.length)]
  for (let cell = 0; cell < cells.length; cell += 1) {
    let sum = 0
    for (let run = cell * seeds; run < (cell + 1) * seeds; run += 1) {
      sum += column[run] ?? Number.NaN
      gone[cell] = (gone[cell] ?? 0) + Number(Number.isNaN(last[run] ?? Number.NaN))
    }
    values[cell] = gone[cell] === 0 ? sum / seeds : Number.NaN
  }
  const final = Float32Array.from(values, (value) => (measure === 'metric' ? Math.max(0, 1 - value) : value))
  const outcome = { final, best: final, reached: new Int32Array(cells.length).fill(-1), stopped: gone.map((count) => (count > 0 ? 0 : -1)) }
  return { values, gone, outcome, best: bestCell(outcome, 'final', xs.length, ys.length) }
}

/** Over some networks, [places] each: the mean, the edges between which eight of ten lie, and the one that ends lowest. */
export interface RaceCurve {
  readonly at: Float64Array
  readonly mean: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly best: Float64Array
  /** Its run, or -1. */
  readonly bestRun: number
}

/** Kept from drawing to drawing: a place is summed up once, however often more of them come. What has diverged is left out from there on. */
export function createRaceCurve(members: readonly number[]): (numbers: Pick<RaceNumbers, 'at' | 'rows'>) => RaceCurve {
  const [mean, low, high]: [number[], number[], number[]] = [[], [], []]
  return ({ at, rows }) => {
    for (const row of rows.slice(mean.length)) {
      const values = Float64Array.from(members, (run) => row[run] ?? Number.NaN).filter(Number.isFinite).sort()
      mean.push(values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length)
      low.push(quantile(values, 0.1))
      high.push(quantile(values, 0.9))
    }
    const last = rows.at(-1)
    let bestRun = -1
    for (const run of members) if ((last?.[run] ?? Number.NaN) < (last?.[bestRun] ?? Infinity)) bestRun = run
    return { at: Float64Array.from(at), mean: Float64Array.from(mean), low: Float64Array.from(low), high: Float64Array.from(high), best: Float64Array.from(rows, (row) => row[bestRun] ?? Number.NaN), bestRun }
  }
}

/** Of sorted values, linear between neighbours; NaN of none. */
function quantile(sorted: Float64Array, q: number): number {
  const place = (sorted.length - 1) * q
  const [low, high] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN]
  return low + (high - low) * (place - Math.floor(place))
}

/** More groups than this are one: their bands could not be told apart. */
const mostGroups = 6

/**
 * The runs whose curves are drawn together: those of each optimizer where the race is a side, those of each value of the other side
 * where seeds are one, else all. `value` is the side's, NaN for all.
 */
export function curveGroups({ cells, seeds, xs, ys }: SweepGrid, x: SweepSide, y: SweepSide | undefined): readonly { readonly param: string | null; readonly value: number; readonly members: readonly number[] }[] {
  const bySide = (side: SweepSide | undefined, values: readonly number[], of: 'row' | 'column') =>
    side === undefined || values.length > mostGroups
      ? null
      : values.map((value, i) => ({ param: side.param, value, members: cells.flatMap((cell, at) => (cell[of] === i ? runsOf(at, seeds) : [])) }))
  const sides = [{ side: x, split: () => bySide(x, xs, 'column'), other: y }, { side: y, split: () => bySide(y, ys, 'row'), other: x }] as const
  const chosen = sides.find(({ side }) => side?.param === 'run') ?? sides.find(({ other }) => other?.param === 'seed')
  return chosen?.split() ?? [{ param: null, value: Number.NaN, members: cells.flatMap((_, at) => runsOf(at, seeds)) }]
}

const runsOf = (cell: number, seeds: number): number[] => Array.from({ length: seeds }, (_, i) => cell * seeds + i)

/** Ticks along a side of the map: round numbers of a range where its cells are evenly spaced, else values, as many as have room. */
export function sideTicks(side: SweepSide, values: readonly number[], most: number, name: (value: number) => string = shortNumber): readonly Tick[] {
  if (!('values' in side) && values.length === side.count && side.param !== 'run') {
    const { min, max, count, scale } = side
    const half = scale === 'log' ? (max / min) ** (0.5 / (count - 1)) : (0.5 * (max - min)) / (count - 1)
    const ticks = axisTicks(scale === 'log' ? { min: min / half, max: max * half, scale } : { min: min - half, max: max + half, scale }, most)
    if (ticks.length > 1) return ticks
  }
  const stride = Math.max(1, Math.ceil(values.length / most))
  return values.flatMap((value, i) => (i % stride === 0 ? [{ place: (i + 0.5) / values.length, text: name(value) }] : []))
}
