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
  const { fills, edges } = bandColors(scale.top, theme)
  const pixels = new Uint32Array(width * height)
  const [across, down] = [placesOf(width, columns), placesOf(height, rows)]
  // Bilinear: a row of the grid once for a row of pixels, then between its values.
  const row = new Float64Array(columns)
  const value = (i: number): number => row[i] ?? Number.NaN
  let above = new Int32Array(width).fill(-1)
  let level = new Int32Array(width)
  for (let py = 0; py < height; py += 1) {
    const up = height - 1 - py
    blendRows(heights, down.cell[up] ?? 0, down.next[up] ?? 0, down.share[up] ?? 0, row)
    let left = -1
    for (let px = 0; px < width; px += 1) {
      const share = across.share[px] ?? 0
      const at = value(across.cell[px] ?? 0) * (1 - share) + value(across.next[px] ?? 0) * share
      const band = Number.isNaN(at) ? -1 : Math.floor(at)
      level[px] = band
      if (band >= 0) {
        // A level's line runs where the pixel before or above lies in another band.
        const over = above[px] ?? -1
        const edge = (left >= 0 && left !== band) || (over >= 0 && over !== band)
        pixels[py * width + px] = (edge ? edges : fills)[band] ?? 0
      }
      left = band
    }
    ;[above, level] = [level, above]
  }
  return { width, height, pixels: new Uint8ClampedArray(pixels.buffer) }
}

/** Of each pixel: the values before and after it, and how far it is from the first to the second. */
function placesOf(pixels: number, values: number): { readonly cell: Int32Array; readonly next: Int32Array; readonly share: Float64Array } {
  const at = Float64Array.from({ length: pixels }, (_, p) => (p / Math.max(1, pixels - 1)) * (values - 1))
  const cell = Int32Array.from(at, (u) => Math.max(0, Math.min(values - 2, Math.floor(u))))
  return { cell, next: cell.map((i) => Math.min(values - 1, i + 1)), share: at.map((u, p) => u - (cell[p] ?? 0)) }
}

function blendRows(values: Float64Array, low: number, high: number, share: number, row: Float64Array): void {
  const columns = row.length
  for (let i = 0; i < columns; i += 1) row[i] = (values[low * columns + i] ?? Number.NaN) * (1 - share) + (values[high * columns + i] ?? Number.NaN) * share
}

/** A pixel of each band, and of the line at its edge. */
function bandColors(top: number, theme: ChartTheme): { readonly fills: Uint32Array; readonly edges: Uint32Array } {
  const bands = Math.ceil(top) + 1
  const [fills, edges] = [new Uint8ClampedArray(4 * bands), new Uint8ClampedArray(4 * bands)]
  const line = parseHex(theme.ridge) ?? [128, 128, 128]
  for (let band = 0; band < bands; band += 1) {
    const fill = rampColor(theme, top === 0 ? 0 : (band + 0.5) / top)
    fills.set([...fill, 255], 4 * band)
    edges.set([...fill.map((part, c) => Math.round(part) + ((line[c] ?? 0) - Math.round(part)) * 0.55), 255], 4 * band)
  }
  return { fills: new Uint32Array(fills.buffer), edges: new Uint32Array(edges.buffer) }
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
