// What stands under the pointer in the curves of a strategy, and the same numbers as a table.
import { mappingOf, toData, toPixel } from './box.ts'
import type { PlotBox } from './box.ts'
import { areAscending } from './strategy-curves.ts'
import type { DrawnSeries, Scales } from './strategy-curves.ts'

export interface Reading {
  /** In units of the axis. */
  readonly place: number
  /** As given. */
  readonly value: number
  readonly rows: readonly { readonly name: string; readonly color: string; readonly y: number }[]
  /** It is one point, not a place of the axis. */
  readonly point: boolean
}

/** Pixels around a point of a path in which it is meant, and around a dot. */
const reach = { path: 28, dot: 9 }

/** Every series at the place under the pointer; of paths, which may come by a place twice, the nearest point; null beside the plot. */
export function readPointer(series: readonly DrawnSeries[], box: PlotBox, [px, py]: readonly [number, number]): Reading | null {
  const given = (place: number): number => (box.x.log ? 10 ** place : place)
  if (!areAscending(series)) {
    const near = nearestPoint(series, box, px, py)
    if (near === null) return null
    const { series: one, index } = near
    const place = one.x[index] ?? Number.NaN
    return { place, value: given(place), rows: [{ name: one.name, color: one.color, y: one.y[index] ?? Number.NaN }], point: true }
  }
  // Beside the entries, in the room for marks, the first or the last is meant.
  const ends = series.flatMap(({ x }) => [x[0] ?? Number.NaN, x.at(-1) ?? Number.NaN]).filter(Number.isFinite)
  const place = Math.max(Math.min(...ends), Math.min(Math.max(...ends), toData(mappingOf(box), px, 0)[0]))
  if (!Number.isFinite(place)) return null
  const near = Math.abs(reach.dot / mappingOf(box).scaleX)
  return { place, value: given(place), rows: series.map((one) => ({ name: one.name, color: one.color, y: seriesAt(one, place, near) })), point: false }
}

/** The value of a series at a place of the axis: on the line between its entries, of dots the one within reach; NaN beyond its ends. */
export function seriesAt({ x, y, style }: DrawnSeries, place: number, near: number): number {
  let [low, high] = [0, x.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((x[middle] ?? Number.POSITIVE_INFINITY) <= place) low = middle
    else high = middle
  }
  const [a, b] = [x[low] ?? Number.NaN, x[high] ?? Number.NaN]
  if (style === 'dots') {
    const closer = Math.abs(place - a) <= Math.abs(b - place) ? low : high
    return Math.abs((x[closer] ?? Number.NaN) - place) <= near ? (y[closer] ?? Number.NaN) : Number.NaN
  }
  if (!(place >= a && place <= b)) return Number.NaN
  const part = b > a ? (place - a) / (b - a) : 0
  // At an entry its value alone: the next may not be finite.
  if (part === 0) return y[low] ?? Number.NaN
  return part === 1 ? (y[high] ?? Number.NaN) : (y[low] ?? Number.NaN) * (1 - part) + (y[high] ?? Number.NaN) * part
}

function nearestPoint(series: readonly DrawnSeries[], box: PlotBox, px: number, py: number): { readonly series: DrawnSeries; readonly index: number } | null {
  const mapping = mappingOf(box)
  let found: { readonly series: DrawnSeries; readonly index: number } | null = null
  let least = reach.path ** 2
  for (const one of series) {
    for (const [index, x] of one.x.entries()) {
      const value = one.y[index] ?? Number.NaN
      const [qx, qy] = toPixel(mapping, x, box.y.log ? Math.log10(value) : value)
      const distance = (qx - px) ** 2 + (qy - py) ** 2
      if (distance < least) [found, least] = [{ series: one, index }, distance]
    }
  }
  return found
}

/** Entries of one series that are read one by one; longer ones are read at so many, evenly apart. */
const mostEntries = 12

/** Name, place and value of each series' entries. */
export function seriesRows(series: readonly DrawnSeries[], { logX }: Pick<Scales, 'logX'>): readonly (readonly [string, number, number])[] {
  return series.flatMap(({ name, x, y }) => {
    const count = Math.min(mostEntries, x.length)
    return Array.from({ length: count }, (_, i): readonly [string, number, number] => {
      const at = count < 2 ? 0 : Math.round((i * (x.length - 1)) / (count - 1))
      const place = x[at] ?? Number.NaN
      return [name, logX ? 10 ** place : place, y[at] ?? Number.NaN]
    })
  })
}
