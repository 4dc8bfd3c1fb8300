// Colours of the plots, light and dark. The ramp runs from the valley to the heights in even steps of lightness and is
// pale (dark in the dark scheme) where paths end up, so that run colours stay legible on it.

export type Scheme = 'light' | 'dark'
export type Rgb = readonly [number, number, number]

export interface ChartTheme {
  readonly scheme: Scheme
  /** Figures and tick labels. */
  readonly text: string
  readonly muted: string
  readonly grid: string
  readonly axis: string
  readonly background: string
  /** Around lines and marks, so that they stand off from whatever is below. */
  readonly halo: string
  readonly contour: string
  /** The same on the 3-D surface, which knows no transparency. */
  readonly ridge: string
  readonly minimum: string
  /** From the lowest level to the highest. */
  readonly ramp: readonly Rgb[]
}

const light: ChartTheme = {
  scheme: 'light',
  text: '#2b3540',
  muted: '#5b6875',
  grid: '#e6eaee',
  axis: '#aab4be',
  background: '#ffffff',
  halo: 'rgba(255,255,255,0.9)',
  contour: 'rgba(44,74,98,0.34)',
  ridge: '#8aa5b8',
  minimum: '#1c2630',
  ramp: [
    [253, 250, 240],
    [232, 239, 231],
    [204, 224, 222],
    [173, 205, 212],
    [144, 184, 203],
    [121, 160, 192],
    [106, 134, 177],
  ],
}

const dark: ChartTheme = {
  scheme: 'dark',
  text: '#d5dde5',
  muted: '#98a5b2',
  grid: '#2a323b',
  axis: '#55616d',
  background: '#181d23',
  halo: 'rgba(10,14,19,0.85)',
  contour: 'rgba(190,215,230,0.22)',
  ridge: '#4c6678',
  minimum: '#f4f7fa',
  ramp: [
    [13, 18, 26],
    [19, 31, 42],
    [24, 45, 57],
    [30, 60, 72],
    [41, 75, 88],
    [56, 90, 105],
    [76, 105, 124],
  ],
}

export const themes: Readonly<Record<Scheme, ChartTheme>> = { light, dark }

/** For a hall, where a projector leaves little of what is faint. */
export const hallThemes: Readonly<Record<Scheme, ChartTheme>> = {
  light: { ...light, text: '#000000', muted: '#1c2630', grid: '#ccd4db', axis: '#55626f' },
  dark: { ...dark, text: '#ffffff', muted: '#dde4ea', grid: '#3f4a55', axis: '#9aa7b4', background: '#000000' },
}

/** The ramp at `at` in 0 … 1; outside it is clamped. */
export function rampColor(theme: ChartTheme, at: number): Rgb {
  const top = theme.ramp.length - 1
  const place = Math.max(0, Math.min(1, at)) * top
  const below = Math.min(top - 1, Math.floor(place))
  const a: Rgb = theme.ramp[below] ?? [0, 0, 0]
  const b = theme.ramp[below + 1] ?? a
  return mixed(a, b, place - below)
}

function mixed(a: Rgb, b: Rgb, part: number): Rgb {
  const mix = (i: 0 | 1 | 2): number => Math.round(a[i] + (b[i] - a[i]) * part)
  return [mix(0), mix(1), mix(2)]
}

export function cssColor([r, g, b]: Rgb): string {
  return `rgb(${r},${g},${b})`
}

export function parseHex(color: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color)
  if (match === null) return null
  const part = (i: number): number => Number.parseInt(match[i] ?? '0', 16)
  return [part(1), part(2), part(3)]
}

/** Relative luminance as WCAG defines it, 0 … 1. */
export function luminance(color: Rgb): number {
  const [r, g, b] = color.map((c) => (c <= 10.3 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4))
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}

function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

/**
 * A run's colour as this scheme shows it: moved towards black or white until it stands off the background by 3:1; thin lines
 * and names on dark need more, 4.5:1.
 */
export function legible(color: string, theme: ChartTheme): string {
  const given = parseHex(color)
  const ground = parseHex(theme.background)
  if (given === null || ground === null) return color
  const least = theme.scheme === 'light' ? 3 : 4.5
  const target: Rgb = theme.scheme === 'light' ? [0, 0, 0] : [255, 255, 255]
  let shown: Rgb = given
  for (let mix = 0; mix <= 1 && contrast(shown, ground) < least; mix += 0.05) {
    shown = mixed(given, target, mix)
  }
  return cssColor(shown)
}
