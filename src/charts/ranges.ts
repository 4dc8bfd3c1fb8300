// Ranges of the curves' axes. They move in whole steps (powers of ten, nice numbers), so that a slider in motion seldom
// moves an axis; and a diverging run does not take the axis with it.
import type { Range } from '../catalog/types.ts'
import { niceAbove } from './format.ts'
import type { Series } from './series.ts'

/** A log axis shows at most so many decades, counted from its top. */
const mostDecades = 20
/** A run that diverged is followed to so many times the highest start, and no further. */
const divergedRoom = { log: 1e3, linear: 1.5 }

interface Extent {
  readonly low: number
  readonly high: number
}

export function logRange(series: readonly Series[]): Range {
  const { low, high } = extent(series, divergedRoom.log, (value) => value > 0)
  if (!Number.isFinite(low)) return [-1, 1]
  const top = Math.ceil(Math.log10(high) + 0.02)
  const floor = Math.max(low, Math.min(...series.map(usualLow)) / 10)
  const bottom = Math.max(top - mostDecades, Math.floor(Math.log10(floor) - 0.02))
  return bottom < top ? [bottom, top] : [top - 1, top]
}

export function linearRange(series: readonly Series[]): Range {
  const { low, high } = extent(series, divergedRoom.linear, () => true)
  if (!Number.isFinite(low)) return [0, 1]
  const step = niceAbove((high - low || Math.abs(high) || 1) / 8)
  const bottom = low >= 0 && low < 0.4 * high ? 0 : Math.floor(low / step - 0.02) * step
  const top = Math.ceil(high / step + 0.02) * step
  return bottom < top ? [bottom, top] : [bottom, bottom + 1]
}

/** A run that passes right through a minimum for a step or two dips very low; the axis is for where runs stay. */
function usualLow({ values, last }: Series): number {
  const positive = values.subarray(0, last + 1).filter((value) => value > 0).toSorted()
  return positive[Math.floor(0.03 * positive.length)] ?? Number.POSITIVE_INFINITY
}

function extent(series: readonly Series[], room: number, counts: (value: number) => boolean): Extent {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  const ceiling = divergedCeiling(series, room)
  for (const { values, last, diverged } of series) {
    for (let k = 0; k <= last; k += 1) {
      const value = values[k] ?? Number.NaN
      if (!Number.isFinite(value) || !counts(value)) continue
      const seen = diverged ? Math.max(-ceiling, Math.min(ceiling, value)) : value
      if (seen < low) low = seen
      if (seen > high) high = seen
    }
  }
  return { low, high }
}

/** How far a diverged run may stretch the axis: beyond the others' highest, and some room above the starts. */
function divergedCeiling(series: readonly Series[], room: number): number {
  let others = 0
  let starts = 0
  for (const { values, last, diverged } of series) {
    const start = Math.abs(values.find((value) => Number.isFinite(value)) ?? 0)
    starts = Math.max(starts, start)
    if (diverged) continue
    for (let k = 0; k <= last; k += 1) {
      const size = Math.abs(values[k] ?? 0)
      if (Number.isFinite(size)) others = Math.max(others, size)
    }
  }
  return Math.max(others, starts * room) || 1
}
