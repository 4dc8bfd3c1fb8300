// Axes of a small map of cells: few ticks, and the way between a value, its cell and its pixel.
import type { Range } from '../catalog/types.ts'
import { cellOf } from '../scenario/plan-sweep.ts'
import type { SweepAxis } from '../scenario/types.ts'
import { powerOfTen } from './figure.ts'
import { niceAbove, shortNumber } from './format.ts'

export type GridAxisRange = Pick<SweepAxis, 'min' | 'max' | 'scale'>

export interface Tick {
  /** 0 … 1 along the axis. */
  readonly place: number
  readonly text: string
}

export function axisTicks(axis: GridAxisRange, most: number): readonly Tick[] {
  const values = axis.scale === 'log' ? decades(axis, most) : rounds(axis, most)
  const text = axis.scale === 'log' ? (value: number): string => powerOfTen(Math.round(Math.log10(value))) : (value: number): string => shortNumber(value)
  return values.map((value) => ({ place: cellOf(axis, 1, value), text: text(value) }))
}

function decades({ min, max }: GridAxisRange, most: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(min) - 1e-9), Math.floor(Math.log10(max) + 1e-9)]
  const stride = Math.max(1, Math.ceil((last - first + 1) / most))
  const found: number[] = []
  for (let e = first; e <= last; e += 1) if ((e - last) % stride === 0) found.push(Number(`1e${e}`))
  return found
}

function rounds({ min, max }: GridAxisRange, most: number): number[] {
  const step = niceAbove((max - min) / most)
  const found: number[] = []
  for (let k = Math.ceil(min / step - 1e-9); k * step <= max + 1e-9 * step; k += 1) found.push(Number((k * step).toPrecision(12)))
  return found
}

/** Where a value stands, 0 … 1 along the axis, or null outside. */
export function placeOn(axis: GridAxisRange, value: number): number | null {
  const place = cellOf(axis, 1, value)
  return place >= 0 && place <= 1 ? place : null
}

export const linearAxis = ([min, max]: Range): GridAxisRange => ({ min, max, scale: 'linear' })

/** A boundary rate(other), as points 0 … 1 in the picture: `lrOnX` says which axis the rate is on. */
export function boundaryPath(rateAxis: GridAxisRange, otherAxis: GridAxisRange, rate: (other: number) => number, lrOnX: boolean, points = 96): readonly (readonly [number, number])[] {
  return Array.from({ length: points + 1 }, (_, i) => {
    const along = i / points
    const { min, max, scale } = otherAxis
    const other = scale === 'log' ? min * (max / min) ** along : min + (max - min) * along
    const at = cellOf(rateAxis, 1, rate(other))
    return lrOnX ? ([at, along] as const) : ([along, at] as const)
  }).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y) && x >= -0.5 && x <= 1.5 && y >= -0.5 && y <= 1.5)
}
