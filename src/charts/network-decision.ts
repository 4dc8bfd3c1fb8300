// What a network says over a square of two features, as a picture: classes in their colours, paler where it is unsure;
// numbers on the ramp of heights.
import { blend, classRgb, groundRgb } from './network-colors.ts'
import { rampColor } from './theme.ts'
import type { ChartTheme, Rgb } from './theme.ts'

export interface DecisionPicture {
  /** Row-major [size, size], y rising with the row. */
  readonly value: Float32Array
  readonly chosen: Uint8Array
  readonly size: number
}

/** How classes or numbers become colours; `range` holds the numbers' lowest and highest. */
export type DecisionScale = { readonly kind: 'two' } | { readonly kind: 'many' } | { readonly kind: 'numbers'; readonly range: readonly [number, number] }

/** So much of a class's own colour at most: points of the data must stay legible on it. */
const strongest = 0.62

function decisionColor(value: number, chosen: number, scale: DecisionScale, theme: ChartTheme): Rgb {
  if (Number.isNaN(value)) return [128, 128, 128]
  switch (scale.kind) {
    case 'two':
      return blend(groundRgb(theme), classRgb(value < 0.5 ? 0 : 1), strongest * Math.abs(2 * value - 1))
    case 'many':
      return blend(groundRgb(theme), classRgb(chosen), strongest * Math.max(0.15, value))
    case 'numbers':
      return rampColor(theme, partOf(value, scale.range))
  }
}

export function partOf(value: number, [low, high]: readonly [number, number]): number {
  return high > low ? (value - low) / (high - low) : 0.5
}

/** RGBA, the first row on top. */
export function decisionPixels({ value, chosen, size }: DecisionPicture, scale: DecisionScale, theme: ChartTheme): Uint8ClampedArray<ArrayBuffer> {
  if (value.length !== size * size) throw new Error(`decision: expected values of [${size}, ${size}], got ${value.length}`)
  const pixels = new Uint8ClampedArray(4 * size * size)
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const from = row * size + column
      const [r, g, b] = decisionColor(value[from] ?? Number.NaN, chosen[from] ?? 0, scale, theme)
      const to = 4 * ((size - 1 - row) * size + column)
      pixels[to] = r
      pixels[to + 1] = g
      pixels[to + 2] = b
      pixels[to + 3] = 255
    }
  }
  return pixels
}
