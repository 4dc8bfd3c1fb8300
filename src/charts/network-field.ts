// A surface as a picture of filled levels with their lines, painted by hand: it changes while networks train, several times a
// second, which a Plotly contour does not within a frame.
import { fieldScale } from './levels.ts'
import type { Surface } from './contour.ts'
import { parseHex, rampColor } from './theme.ts'
import type { ChartTheme } from './theme.ts'

export interface FieldPicture {
  readonly width: number
  readonly height: number
  /** RGBA, the first row on top. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>
}

/** The surface's whole domain over `width` x `height` pixels; what has no value stays transparent. */
export function fieldPicture({ z, columns, rows }: Surface, width: number, height: number, theme: ChartTheme): FieldPicture {
  if (z.length !== rows * columns) throw new Error(`surface: expected z of [${rows}, ${columns}], got ${z.length} values`)
  const scale = fieldScale(z)
  const heights = Float64Array.from(z, (value) => scale.height(value))
  const bands = bandColors(scale.top, theme)
  const line = parseHex(theme.ridge) ?? [128, 128, 128]
  const pixels = new Uint8ClampedArray(4 * width * height)
  let above = new Int32Array(width).fill(-1)
  let level = new Int32Array(width)
  for (let py = 0; py < height; py += 1) {
    const v = (1 - py / Math.max(1, height - 1)) * (rows - 1)
    for (let px = 0; px < width; px += 1) {
      const at = between(heights, columns, rows, (px / Math.max(1, width - 1)) * (columns - 1), v)
      level[px] = Number.isNaN(at) ? -1 : Math.floor(at)
      paintPixel(pixels, 4 * (py * width + px), px, level, above, bands, line)
    }
    const spare = above
    above = level
    level = spare
  }
  return { width, height, pixels }
}

function bandColors(top: number, theme: ChartTheme): Uint8ClampedArray {
  const bands = new Uint8ClampedArray(3 * (Math.ceil(top) + 1))
  for (let band = 0; 3 * band < bands.length; band += 1) bands.set(rampColor(theme, top === 0 ? 0 : (band + 0.5) / top), 3 * band)
  return bands
}

/** A level's line runs where the pixel before or above lies in another band. */
function paintPixel(pixels: Uint8ClampedArray, to: number, px: number, level: Int32Array, above: Int32Array, bands: Uint8ClampedArray, line: readonly number[]): void {
  const band = level[px] ?? -1
  if (band < 0) return
  const left = px === 0 ? band : (level[px - 1] ?? band)
  const up = above[px] ?? -1
  const edge = (left >= 0 && left !== band) || (up >= 0 && up !== band)
  for (let c = 0; c < 3; c += 1) {
    const fill = bands[3 * band + c] ?? 0
    pixels[to + c] = edge ? fill + ((line[c] ?? 0) - fill) * 0.55 : fill
  }
  pixels[to + 3] = 255
}

/** Bilinear; NaN where a corner has none. */
function between(values: Float64Array, columns: number, rows: number, u: number, v: number): number {
  const [i, j] = [Math.min(columns - 2, Math.floor(u)), Math.min(rows - 2, Math.floor(v))]
  if (i < 0 || j < 0) return values[0] ?? Number.NaN
  const [s, r, at] = [u - i, v - j, j * columns + i]
  const low = (values[at] ?? Number.NaN) * (1 - s) + (values[at + 1] ?? Number.NaN) * s
  const high = (values[at + columns] ?? Number.NaN) * (1 - s) + (values[at + columns + 1] ?? Number.NaN) * s
  return low * (1 - r) + high * r
}

/** The surface's own height at a point of its domain; NaN outside. */
export function surfaceAt({ z, columns, rows, domain: [across, up] }: Surface, x: number, y: number): number {
  const [u, v] = [(x - across[0]) / (across[1] - across[0]), (y - up[0]) / (up[1] - up[0])]
  if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) return Number.NaN
  return between(z, columns, rows, u * (columns - 1), v * (rows - 1))
}
