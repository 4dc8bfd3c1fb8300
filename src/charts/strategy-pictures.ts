// How the fields, matrices, graphs and times of a strategy are read as pictures.
import type { ShownBlock } from '../store/strategy-types.ts'
import type { DecisionScale } from './network-decision.ts'
import { blend, classRgb, groundRgb } from './network-colors.ts'
import { signedPixels } from './network-pictures.ts'
import { cssColor } from './theme.ts'
import type { ChartTheme } from './theme.ts'

type BlockOf<K extends ShownBlock['kind']> = Extract<ShownBlock, { readonly kind: K }>
type FieldPanel = BlockOf<'fields'>['panels'][number]

/** Probabilities of two classes or more; what leaves 0 to 1 is a field of numbers. */
export function fieldScaleOf({ value, chosen }: FieldPanel): DecisionScale {
  const range = extentOf(value)
  if (range[0] < 0 || range[1] > 1) return { kind: 'numbers', range }
  return { kind: chosen.some((index) => index > 1) ? 'many' : 'two' }
}

/** Lowest and highest of the finite values; 0 and 1 where there is none. */
export function extentOf(values: Iterable<number>): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return low <= high ? [low, high] : [0, 1]
}

export interface MatrixPicture {
  /** RGBA, the first row on top. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>
  readonly low: number
  readonly high: number
  /** Blue below 0 and orange above, or pale where it is low and deep where it is high. */
  readonly signed: boolean
}

/** Values of one sign go from the ground to orange, from 0 on unless they all lie far from it. */
export function matrixPicture(values: Float64Array, theme: ChartTheme): MatrixPicture {
  const [low, high] = extentOf(values)
  const signed = low < 0
  const from = signed || low < 0.3 * high ? 0 : low - 0.15 * (high - low)
  const largest = Math.max(Math.abs(low - from), Math.abs(high - from))
  return { pixels: signedPixels(values.map((value) => value - from), largest, theme), low, high, signed }
}

/** Lowest and highest value, and the share of the points whose class the field says. */
export function fieldSummary({ box: [across, up], size, points }: Omit<BlockOf<'fields'>, 'panels'>, { value, chosen }: FieldPanel): readonly [number, number, number] {
  const cell = (at: number, [low, high]: readonly [number, number]): number => Math.max(0, Math.min(size - 1, Math.round(((at - low) / (high - low)) * (size - 1))))
  let right = 0
  for (const [i, x] of points.x.entries()) right += chosen[cell(points.y[i] ?? 0, up) * size + cell(x, across)] === Math.round(points.target[i] ?? -1) ? 1 : 0
  return [...extentOf(value), points.x.length > 0 ? right / points.x.length : Number.NaN]
}

/** From the colour of the first class at 0 over the ground to that of the second at 1; grey where there is no value. */
export function memberColor(value: number, theme: ChartTheme): string {
  if (Number.isNaN(value)) return cssColor([140, 140, 140])
  return cssColor(blend(groundRgb(theme), classRgb(value < 0.5 ? 0 : 1), Math.max(0.08, Math.min(1, Math.abs(2 * value - 1)))))
}

export interface Placed {
  readonly x: number
  readonly y: number
}

/** Members in a picture of `width` by `height`, y upwards, one scale for both directions. */
export function placeMembers({ x, y }: Pick<BlockOf<'graph'>, 'x' | 'y'>, width: number, height: number, margin: number): readonly Placed[] {
  const [[left, right], [low, high]] = [extentOf(x), extentOf(y)]
  const scale = Math.min((width - 2 * margin) / (right - left || 1), (height - 2 * margin) / (high - low || 1))
  return Array.from(x, (at, i) => ({ x: width / 2 + (at - (left + right) / 2) * scale, y: height / 2 - ((y[i] ?? 0) - (low + high) / 2) * scale }))
}

/** What a member is taken for, as its class has it: right, wrong, or not yet said. */
export function memberState(value: number, truth: number): 'right' | 'wrong' | 'unsaid' {
  if (Number.isNaN(value) || value === 0.5) return 'unsaid'
  return (value > 0.5 ? 1 : 0) === truth ? 'right' : 'wrong'
}

/** Of each lane: the share of the whole time in which it was at work. */
export function workShares({ lanes, bars }: BlockOf<'timeline'>): readonly number[] {
  const [from, to] = timeSpan(bars)
  return lanes.map((_, lane) => bars.reduce((sum, bar) => sum + (bar.lane === lane && bar.tone !== 'wait' ? bar.to - bar.from : 0), 0) / (to - from))
}

export function timeSpan(bars: BlockOf<'timeline'>['bars']): readonly [number, number] {
  const [from, to] = extentOf(bars.flatMap((bar) => [bar.from, bar.to]))
  return [from, Math.max(to, from + 1e-9)]
}
