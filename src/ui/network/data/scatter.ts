// Points of data as marks in a box of pixels: colour by class or by number, validation rows as diamonds. Pure.
import { classColor, signedRgb } from '../../../charts/network-colors.ts'
import { cssColor } from '../../../charts/theme.ts'
import type { ChartTheme } from '../../../charts/theme.ts'
import type { Mark } from '../views/paint.ts'

export interface Cloud {
  /** Row-major, [points, width]. */
  readonly points: ArrayLike<number>
  readonly width: number
  /** Class index or number of each point. */
  readonly targets: ArrayLike<number>
  readonly classes: boolean
  /** 1 where a point is for validation alone. */
  readonly heldOut?: ArrayLike<number>
}

/** Which columns go across and up; `up` null is the target itself, as for one feature and numbers. */
export interface Sides {
  readonly across: number
  readonly up: number | null
}

export interface Range {
  readonly low: number
  readonly high: number
}

export function marksOf(cloud: Cloud, { across, up }: Sides, size: { readonly width: number; readonly height: number }, theme: ChartTheme): Mark[] {
  const { points, width, targets, classes, heldOut } = cloud
  const count = targets.length
  const at = (row: number, column: number | null): number => (column === null ? targets[row] : points[row * width + column]) ?? Number.NaN
  const x = rangeOf(count, (row) => at(row, across))
  const y = rangeOf(count, (row) => at(row, up))
  const t = rangeOf(count, (row) => at(row, null))
  const rim = 8
  return Array.from({ length: count }, (_, row) => ({
    x: rim + part(at(row, across), x) * (size.width - 2 * rim),
    y: size.height - rim - part(at(row, up), y) * (size.height - 2 * rim),
    color: classes ? classColor(at(row, null)) : up === null ? classColor(0) : cssColor(signedRgb(0.85 * away(part(at(row, null), t)), theme)),
    shape: heldOut?.[row] === 1 ? ('diamond' as const) : ('disc' as const),
  }))
}

/** From 0 … 1 to -1 … 1, never so near the middle that a mark would have the colour of the ground. */
function away(at: number): number {
  const signed = 2 * at - 1
  return Math.sign(signed) * Math.max(0.25, Math.abs(signed)) || 0.25
}

function part(value: number, { low, high }: Range): number {
  return high > low ? (value - low) / (high - low) : 0.5
}

function rangeOf(count: number, read: (row: number) => number): Range {
  let [low, high] = [Infinity, -Infinity]
  for (let row = 0; row < count; row += 1) {
    const value = read(row)
    if (value < low) low = value
    if (value > high) high = value
  }
  return { low, high }
}
