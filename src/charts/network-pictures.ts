// Pictures of the data (grey) and of weights (with a sign), as RGBA.
import { groundRgb, signedRgb } from './network-colors.ts'
import { parseHex } from './theme.ts'
import type { ChartTheme } from './theme.ts'

/** `values` 0 to 1, row-major, the first row on top: from the ground to the ink. */
export function greyPixels(values: ArrayLike<number>, theme: ChartTheme): Uint8ClampedArray<ArrayBuffer> {
  const [ground, ink] = [groundRgb(theme), parseHex(theme.text) ?? [0, 0, 0]]
  const pixels = new Uint8ClampedArray(4 * values.length)
  for (let i = 0; i < values.length; i += 1) {
    const part = Math.max(0, Math.min(1, values[i] ?? 0))
    for (let c = 0; c < 3; c += 1) pixels[4 * i + c] = (ground[c] ?? 0) + ((ink[c] ?? 0) - (ground[c] ?? 0)) * part
    pixels[4 * i + 3] = 255
  }
  return pixels
}

/** Blue below 0, the ground at 0, orange above; the largest size has the full colour. */
export function signedPixels(values: ArrayLike<number>, largest: number, theme: ChartTheme): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * values.length)
  for (let i = 0; i < values.length; i += 1) pixels.set([...signedRgb((values[i] ?? Number.NaN) / (largest || 1), theme), 255], 4 * i)
  return pixels
}

export interface UnitPicture {
  readonly width: number
  readonly height: number
  /** Row-major [height, width]. */
  readonly values: Float64Array
}

/**
 * What each unit of the first layer looks for: of a dense kernel [width·height, units] one picture a unit; of a convolution
 * [size, size, channels, filters] one a filter, of its first channel. Empty where the kernel fits neither.
 */
export function firstLayer(kernel: Float64Array, shape: readonly number[], image: { readonly width: number; readonly height: number }): readonly UnitPicture[] {
  const [first = 0, second = 0, channels = 1, filters = 0] = shape
  const dense = shape.length === 2 && first === image.width * image.height
  if (!dense && shape.length !== 4) return []
  const [height, width] = dense ? [image.height, image.width] : [first, second]
  const [units, stride] = dense ? [second, second] : [filters, channels * filters]
  return Array.from({ length: units }, (_, unit) => ({ width, height, values: Float64Array.from({ length: width * height }, (__, at) => kernel[at * stride + unit] ?? Number.NaN) }))
}
