// Grids as pictures, one pixel a cell, the first row of the picture being the highest y. Pure: cells in, RGBA out.
import { diverged, nowhere } from '../scenario/basins.ts'
import type { BasinMap } from '../scenario/basins.ts'
import { divergedCell, neverCell, placeOf } from './sweep-scale.ts'
import type { SweepOutcome, SweepScale } from './sweep-scale.ts'
import type { ChartTheme, Rgb, Scheme } from './theme.ts'

/** From the best cells to the worst. The ends differ in lightness as well as in hue. */
const ramps: Readonly<Record<Scheme, readonly Rgb[]>> = {
  light: [[255, 252, 228], [214, 238, 208], [150, 211, 202], [88, 172, 196], [54, 126, 180], [52, 82, 152], [44, 44, 104]],
  dark: [[255, 249, 196], [170, 222, 176], [92, 184, 176], [46, 139, 164], [36, 97, 142], [38, 62, 110], [30, 33, 66]],
}
/** Calm, warm greys that the ramp does not have: diverged, and never within tolerance. */
const apart: Readonly<Record<Scheme, { readonly diverged: Rgb; readonly never: Rgb }>> = {
  light: { diverged: [222, 203, 196], never: [232, 232, 232] },
  dark: { diverged: [74, 56, 52], never: [46, 50, 55] },
}

/** Okabe and Ito's colours and lighter or darker kin: neighbouring basins are told apart with every common colour blindness. */
const basinHues: readonly Rgb[] = [
  [0, 114, 178], [230, 159, 0], [0, 158, 115], [204, 121, 167], [213, 94, 0], [86, 180, 233], [148, 120, 60], [120, 94, 190],
  [60, 140, 60], [190, 70, 90], [40, 160, 170], [150, 150, 40], [110, 70, 50], [170, 120, 220], [90, 110, 130], [220, 130, 110],
]

export function rampRgb(theme: ChartTheme, place: number): Rgb {
  const ramp = ramps[theme.scheme]
  const at = Math.max(0, Math.min(1, place)) * (ramp.length - 1)
  const below = Math.min(ramp.length - 2, Math.floor(at))
  return mix(ramp[below] ?? [0, 0, 0], ramp[below + 1] ?? [0, 0, 0], at - below)
}

export const divergedRgb = (theme: ChartTheme): Rgb => apart[theme.scheme].diverged
export const neverRgb = (theme: ChartTheme): Rgb => apart[theme.scheme].never

const mix = (a: Rgb, b: Rgb, t: number): Rgb => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t]

/** Colours of the ramp worked out once: a map of 512 x 512 cells is then a table look-up a cell. */
const shades = 256

function picture(columns: number, rows: number, colorAt: (cell: number) => number): Uint8ClampedArray<ArrayBuffer> {
  const words = new Uint32Array(columns * rows)
  for (let row = 0; row < rows; row += 1) {
    const line = (rows - 1 - row) * columns
    for (let column = 0; column < columns; column += 1) words[line + column] = colorAt(row * columns + column)
  }
  return new Uint8ClampedArray(words.buffer)
}

/** As the bytes lie in memory on every machine that browsers run on: little end first. */
const word = ([r, g, b]: Rgb): number => ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0

export function sweepPixels(outcome: SweepOutcome, scale: SweepScale, columns: number, rows: number, theme: ChartTheme): Uint8ClampedArray<ArrayBuffer> {
  if (outcome.final.length !== columns * rows) throw new Error(`sweep: expected [${rows}, ${columns}] cells, got ${outcome.final.length}`)
  const table = Uint32Array.from({ length: shades }, (_, i) => word(rampRgb(theme, i / (shades - 1))))
  const [gone, never] = [word(divergedRgb(theme)), word(neverRgb(theme))]
  return picture(columns, rows, (cell) => {
    const place = placeOf(outcome, scale, cell)
    if (place === divergedCell) return gone
    return place === neverCell ? never : (table[Math.round(place * (shades - 1))] ?? 0)
  })
}

/** The colour of a basin at a speed: 0 the fastest start of the map, 1 the slowest or one that never came within tolerance. */
export function basinRgb(theme: ChartTheme, index: number, slowness: number): Rgb {
  const hue = basinHues[index % basinHues.length] ?? [128, 128, 128]
  const [fast, slow]: readonly [Rgb, Rgb] = theme.scheme === 'light' ? [[255, 255, 255], [20, 24, 34]] : [[235, 240, 250], [10, 13, 20]]
  return slowness < 0.5 ? mix(mix(hue, fast, 0.62), hue, slowness * 2) : mix(hue, mix(hue, slow, 0.62), slowness * 2 - 1)
}

export function basinPixels(map: BasinMap, columns: number, rows: number, theme: ChartTheme): Uint8ClampedArray<ArrayBuffer> {
  if (map.basin.length !== columns * rows) throw new Error(`basins: expected [${rows}, ${columns}] cells, got ${map.basin.length}`)
  const slowness = slownessOf(map)
  // A place that was found is not within tolerance of the lowest loss, however soon it was reached: it has one shade.
  const tables = map.basins.map(({ from }, index) => Uint32Array.from({ length: shades }, (_, i) => word(basinRgb(theme, index, from === 'known' ? i / (shades - 1) : 0.5))))
  const [gone, lost] = [word(divergedRgb(theme)), word(neverRgb(theme))]
  return picture(columns, rows, (cell) => {
    const index = map.basin[cell] ?? nowhere
    if (index === diverged) return gone
    return tables[index]?.[Math.round(slowness(cell) * (shades - 1))] ?? lost
  })
}

/** Steps to tolerance on a log scale from the fastest tenth of a percent to the slowest; all of one shade where none arrived. */
export function slownessOf({ steps }: Pick<BasinMap, 'steps'>): (cell: number) => number {
  const stride = Math.max(1, Math.floor(steps.length / 16_384))
  const sample: number[] = []
  for (let i = 0; i < steps.length; i += stride) if ((steps[i] ?? -1) >= 0) sample.push(steps[i] ?? 0)
  const sorted = Int32Array.from(sample).sort()
  if (sorted.length === 0) return () => 0.5
  const at = (q: number): number => Math.log1p(sorted[Math.round(q * (sorted.length - 1))] ?? 0)
  const [low, high] = [at(0.001), at(0.999)]
  return (cell) => {
    const s = steps[cell] ?? -1
    if (s < 0) return 1
    return high > low ? Math.max(0, Math.min(1, (Math.log1p(s) - low) / (high - low))) : 0.3
  }
}
