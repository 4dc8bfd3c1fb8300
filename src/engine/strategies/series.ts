// Numbers that were measured -> the series of a chart.
import type { Label, Series } from '../../protocol/strategy-messages.ts'

export const line = (name: Label, x: readonly number[], y: readonly number[], style: Series['style'] = 'line'): Series =>
  ({ name, x: Float64Array.from(x), y: Float64Array.from(y), style })

/** The mean over repetitions [repetitions][points] with its 95 % interval as a band. */
export function meanSeries(name: Label, x: readonly number[], repetitions: readonly (readonly number[])[]): Series {
  const intervals = x.map((_, i) => meanInterval(repetitions.map((values) => values[i] ?? Number.NaN)))
  return {
    ...line(name, x, intervals.map((v) => v.mean)),
    low: Float64Array.from(intervals, (v) => v.mean - v.half),
    high: Float64Array.from(intervals, (v) => v.mean + v.half),
  }
}

/** Of Student's t with n degrees of freedom, the 97.5 % point: n = 1, 2, … */
const student = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131]

/** The mean and half the width of its 95 % interval, for up to 16 values; a single value has no interval. */
export function meanInterval(values: readonly number[]): { readonly mean: number; readonly half: number } {
  const n = values.length
  const mean = values.reduce((sum, v) => sum + v, 0) / n
  if (n < 2) return { mean, half: 0 }
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1)
  return { mean, half: (student[n - 2] ?? Number.NaN) * Math.sqrt(variance / n) }
}
