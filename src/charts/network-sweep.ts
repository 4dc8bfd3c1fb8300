// What a sweep of trainings found: a number for each cell, its colour, and what seeds spread.
import { rampColor } from './theme.ts'
import type { ChartTheme, Rgb } from './theme.ts'

export interface Spread {
  readonly mean: number
  readonly deviation: number
  readonly low: number
  readonly high: number
  readonly count: number
}

/** Of the finite numbers; null where there are none. */
export function spreadOf(values: readonly number[]): Spread | null {
  const finite = values.filter((value) => Number.isFinite(value))
  const count = finite.length
  if (count === 0) return null
  const mean = finite.reduce((a, b) => a + b, 0) / count
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0, low: Math.min(...finite), high: Math.max(...finite), count }
}

/** Losses on the ramp by their logarithm, the lowest in the valley's colour; null where there is no number. */
export function cellColors(values: readonly number[], theme: ChartTheme): readonly (Rgb | null)[] {
  const logs = values.map((value) => (Number.isFinite(value) ? Math.log(Math.max(value, 1e-12)) : Number.NaN))
  const seen = logs.filter((value) => !Number.isNaN(value))
  const [low, high] = [Math.min(...seen), Math.max(...seen)]
  return logs.map((value) => (Number.isNaN(value) ? null : rampColor(theme, high > low ? (value - low) / (high - low) : 0)))
}

export interface SeedBand {
  /** Where the values stand, and over the seeds that came so far: mean, lowest, highest. [evaluations] each. */
  readonly at: Float64Array
  readonly mean: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
}

/** Of columns that are evaluated at the same places; as long as the shortest. */
export function seedBand(at: Float64Array, columns: readonly Float64Array[]): SeedBand {
  const length = columns.reduce((least, column) => Math.min(least, column.length), at.length)
  const spreads = Array.from({ length }, (_, i) => spreadOf(columns.map((column) => column[i] ?? Number.NaN)))
  const column = (key: 'mean' | 'low' | 'high'): Float64Array => Float64Array.from(spreads, (spread) => spread?.[key] ?? Number.NaN)
  return { at: at.slice(0, length), mean: column('mean'), low: column('low'), high: column('high') }
}
