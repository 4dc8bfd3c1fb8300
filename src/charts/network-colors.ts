// Colours of classes and of signed values. Classes have the palette of the runs, in an order of their own and told apart by
// their mark too; what is a probability fades into the ground, what has a sign goes from blue over the ground to orange.
import { cssColor, parseHex } from './theme.ts'
import type { ChartTheme, Rgb } from './theme.ts'

const classes: readonly Rgb[] = [
  [0, 114, 178], [213, 94, 0], [0, 158, 115], [204, 121, 167], [230, 159, 0], [86, 180, 233], [120, 94, 160], [140, 140, 140], [160, 82, 45], [128, 140, 20],
]

export function classRgb(index: number): Rgb {
  return classes[index % classes.length] ?? [140, 140, 140]
}

export function classColor(index: number): string {
  return cssColor(classRgb(index))
}

export function groundRgb(theme: ChartTheme): Rgb {
  return parseHex(theme.background) ?? [255, 255, 255]
}

/** From `a` (0) to `b` (1). */
export function blend(a: Rgb, b: Rgb, part: number): Rgb {
  const p = Math.max(0, Math.min(1, part))
  return [Math.round(a[0] + (b[0] - a[0]) * p), Math.round(a[1] + (b[1] - a[1]) * p), Math.round(a[2] + (b[2] - a[2]) * p)]
}

const negative: Rgb = [0, 98, 172]
const positive: Rgb = [214, 88, 0]

/** `at` from -1 to 1; 0 is the ground, and what is no number the muted grey. */
export function signedRgb(at: number, theme: ChartTheme): Rgb {
  if (Number.isNaN(at)) return [128, 128, 128]
  return blend(groundRgb(theme), at < 0 ? negative : positive, Math.min(1, Math.abs(at)))
}
