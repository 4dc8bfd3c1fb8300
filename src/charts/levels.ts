// Levels that show valleys. Losses span many decades, and what matters lies at the bottom: levels are evenly spaced in
// log(1 + (z - lowest)/s), where s is small against most of the box; landscapes that are high almost everywhere are
// bent back so that half of the box lies below its upper levels.
import { toFigures } from './format.ts'

export interface FieldScale {
  /** Values of z, ascending; the first is the lowest z of the box. */
  readonly levels: readonly number[]
  /** A height of z in levels: 0 at the first, 1 at the second, …; NaN for what is not a number, the top for +Infinity. */
  height(z: number): number
  /** `levels.length - 1`, the height of the highest z. */
  readonly top: number
}

const sampleSize = 4000

export function fieldScale(z: ArrayLike<number>, count = 18): FieldScale {
  const sorted = sortedSample(z)
  const low = extreme(z, Math.min)
  const high = extreme(z, Math.max)
  const span = high - low
  if (sorted.length === 0 || !(span > 0)) return flatScale(sorted.length === 0 ? 0 : low)
  const above = (q: number): number => (sorted[Math.floor(q * (sorted.length - 1))] ?? low) - low
  const unit = Math.max(span * 1e-8, Math.min(span * 0.02, above(0.01) / 8))
  const whole = Math.log1p(span / unit)
  const part = (value: number): number => Math.log1p(value / unit) / whole
  const middle = part(above(0.5))
  const bend = middle > 0 && middle < 1 ? Math.max(0.8, Math.min(2, Math.log(0.6) / Math.log(middle))) : 1
  const levels = [low]
  for (let k = 1; k < count; k += 1) {
    const value = low + toFigures(unit * Math.expm1((k / count) ** (1 / bend) * whole), 2)
    if (value > (levels.at(-1) ?? low) && value < high) levels.push(value)
  }
  levels.push(high)
  return scaleOf(levels, (value) => part(Math.max(0, value - low)))
}

/** Between two levels the height runs evenly in the scale's own measure. */
function scaleOf(levels: readonly number[], part: (z: number) => number): FieldScale {
  const parts = levels.map(part)
  const top = levels.length - 1
  return {
    levels,
    top,
    height(z) {
      if (Number.isNaN(z) || z === Number.NEGATIVE_INFINITY) return Number.NaN
      const p = part(z)
      if (p >= (parts[top] ?? 1)) return top
      let below = 0
      for (let high = top; high - below > 1; ) {
        const mid = (below + high) >> 1
        if ((parts[mid] ?? 0) <= p) below = mid
        else high = mid
      }
      const a = parts[below] ?? 0
      const b = parts[below + 1] ?? 1
      return below + Math.max(0, Math.min(1, b > a ? (p - a) / (b - a) : 0))
    },
  }
}

function flatScale(level: number): FieldScale {
  return { levels: [level], top: 0, height: (z) => (Number.isNaN(z) ? Number.NaN : 0) }
}

function sortedSample(z: ArrayLike<number>): Float64Array {
  const stride = Math.max(1, Math.floor(z.length / sampleSize))
  const sample: number[] = []
  for (let i = 0; i < z.length; i += stride) {
    const value = z[i] ?? Number.NaN
    if (Number.isFinite(value)) sample.push(value)
  }
  return Float64Array.from(sample).sort()
}

function extreme(z: ArrayLike<number>, pick: (a: number, b: number) => number): number {
  let found = Number.NaN
  for (let i = 0; i < z.length; i += 1) {
    const value = z[i] ?? Number.NaN
    if (Number.isFinite(value)) found = Number.isNaN(found) ? value : pick(found, value)
  }
  return found
}
