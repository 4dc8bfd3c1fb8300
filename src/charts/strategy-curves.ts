// The curves of a strategy's block: what is drawn in which colour, the box around it, and what stands under the pointer.
import { palette } from '../scenario/defaults.ts'
import type { ShownBlock } from '../store/strategy-types.ts'
import type { Axis, PlotBox } from './box.ts'
import { curveMargin } from './curves.ts'
import type { Line } from './network-series.ts'
import { linearRange, logRange } from './ranges.ts'
import { dashOf } from './style.ts'
import { legible } from './theme.ts'
import type { ChartTheme } from './theme.ts'

export type CurvesBlock = Extract<ShownBlock, { readonly kind: 'curves' }>
type GivenSeries = CurvesBlock['series'][number]
type Label = GivenSeries['name']

export interface DrawnSeries {
  readonly name: string
  readonly style: GivenSeries['style']
  readonly color: string
  readonly dash: readonly number[]
  /** In units of the axis: powers of ten on a log axis. */
  readonly x: Float64Array
  /** As given; NaN where there is no value. */
  readonly y: Float64Array
  readonly band: { readonly low: Float64Array; readonly high: Float64Array } | null
}

/**
 * A place for each name, in the order in which the blocks first say it: one name has one colour and dash everywhere. Beyond the
 * palette colours come again, but not for two names that are first said by one block as long as it has no more than the palette.
 */
export function seriesPlaces(blocks: readonly ShownBlock[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  const taken = new Set<number>()
  for (const block of blocks) {
    if (block.kind !== 'curves') continue
    const colors = new Set<number>()
    const put = (name: string, place: number): void => {
      places.set(name, place)
      taken.add(place)
      colors.add(place % palette.length)
    }
    const names = block.series.map(({ name }) => keyOf(name))
    for (const name of names) if (places.has(name)) put(name, places.get(name) ?? 0)
    for (const name of names) if (!places.has(name)) put(name, freePlace(taken, colors))
  }
  return places
}

function freePlace(taken: ReadonlySet<number>, colors: ReadonlySet<number>): number {
  const full = colors.size >= palette.length
  let place = 0
  while (taken.has(place) || (!full && colors.has(place % palette.length))) place += 1
  return place
}

const keyOf = (name: Label): string => JSON.stringify(name)

export function drawnSeries({ series, logX = false }: CurvesBlock, places: ReadonlyMap<string, number>, theme: ChartTheme, say: (label: Label) => string): readonly DrawnSeries[] {
  return series.map(({ name, style, x, y, low, high }) => {
    const place = places.get(keyOf(name)) ?? 0
    return {
      name: say(name),
      style,
      color: legible(palette[place % palette.length] ?? palette[0], theme),
      dash: style === 'reference' ? [3, 3] : dashOf(place),
      x: logX ? x.map(Math.log10) : x,
      y,
      band: low && high ? { low, high } : null,
    }
  })
}

export interface Scales {
  readonly logX: boolean
  readonly logY: boolean
}

export function strategyBox(series: readonly DrawnSeries[], size: { readonly width: number; readonly height: number }, { logX, logY }: Scales): PlotBox {
  const columns = series.flatMap(({ y, band }) => (band ? [y, band.low, band.high] : [y])).map(asLine)
  return { ...size, margin: curveMargin, x: { log: logX, range: spanOf(series) }, y: { log: logY, range: logY ? logRange(columns) : linearRange(columns) } }
}

/** From the first place to the last; with some room at the sides for marks, and more for dots and for what goes about the plane. */
function spanOf(series: readonly DrawnSeries[]): Axis['range'] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { x } of series) {
    for (const value of x) {
      if (!Number.isFinite(value)) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  }
  if (!(low <= high)) return [0, 1]
  const width = high - low || 1
  const pad = low === high ? width / 2 : series.some(({ style }) => style === 'dots') || !areAscending(series) ? 0.04 * width : 0.012 * width
  return [low - pad, high + pad]
}

const asLine = (values: Float64Array): Line => ({
  label: '', color: '', dash: [], run: 0, diverged: false, part: 'train', width: 1, alpha: 1, at: values, values, last: values.length - 1,
})

/** What is joined, for the painter of lines; theory thin. */
export function linesOfSeries(series: readonly DrawnSeries[]): readonly Line[] {
  return series.flatMap(({ style, name, color, dash, x, y }) =>
    style === 'dots' ? [] : [{ ...asLine(y), label: name, color, dash, at: x, width: style === 'reference' ? 1.3 : 2.1, alpha: style === 'reference' ? 0.8 : 1 }],
  )
}

/** Every series goes to the right: then a place on the axis has one value of each. Paths in a plane do not. */
export function areAscending(series: readonly DrawnSeries[]): boolean {
  return series.every(({ x }) => x.every((value, i) => i === 0 || value >= (x[i - 1] ?? value)))
}
