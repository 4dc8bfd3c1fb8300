// Entries of the history as curves: thinned when they are kept, lines again when they are drawn.
import type { HistoryBody, HistoryCurve, HistoryEntry } from '../store/history-types.ts'
import type { Margin, PlotBox } from './box.ts'
import { mayBeLog } from './network-curve-box.ts'
import { thinned } from './network-series.ts'
import type { Line } from './network-series.ts'
import { dashOf } from './style.ts'
import type { RunStyle } from './style.ts'

/** What is kept of a column, with the places of its values; nothing of what is not finite. `most`: points at most. */
export function keptCurve(run: number, column: Float64Array, places: ArrayLike<number>, most: number): HistoryCurve {
  const kept = thinned(column, most - 2).filter((i) => Number.isFinite(column[i]) && Number.isFinite(places[i]))
  return { run, at: kept.map((i) => places[i] ?? 0), values: kept.map((i) => column[i] ?? 0) }
}

export type Look = Pick<RunStyle, 'label' | 'color' | 'dash'>

export function curveLine({ at, values }: HistoryCurve, { label, color, dash }: Look, index: number, diverged: boolean): Line {
  const [places, column] = [Float64Array.from(at), Float64Array.from(values)]
  return { label, color, dash, run: index, diverged, part: 'validation', values: column, at: places, last: column.length - 1, width: 2, alpha: 1 }
}

export interface ComparedEntry {
  readonly entry: HistoryEntry
  readonly body: HistoryBody
  readonly title: string
}

/** An entry's colour and a run's dash within it, as the table and the curves show them. */
export const comparedLook = (entry: number, run: number, label: string, colors: readonly string[]): Look => ({ label, color: colors[entry % colors.length] ?? '#888888', dash: dashOf(run) })

/** All curves of all entries on one axis. */
export function comparedLines(entries: readonly ComparedEntry[], colors: readonly string[]): readonly Line[] {
  return entries.flatMap(({ entry, body, title }, index) =>
    body.curves.map((curve) => {
      const run = entry.runs[curve.run]
      const name = entry.runs.length > 1 ? `${title} · ${run?.name ?? ''}` : title
      return curveLine(curve, comparedLook(index, curve.run, name, colors), 64 * index + curve.run, run?.status === 'diverged')
    }),
  )
}

/** The box of a small picture: no axes, as tight as the lines, a little room at the edges. */
export function pictureBox(lines: readonly Line[], size: { readonly width: number; readonly height: number }): PlotBox {
  const margin: Margin = { l: 6, r: 8, t: 8, b: 8 }
  const [from, to] = extent(lines)
  const log = mayBeLog(lines)
  const heights = lines.flatMap(({ values, diverged }) => (diverged && lines.length > 1 ? [] : Array.from(values, (value) => (log ? Math.log10(value) : value)))).filter(Number.isFinite)
  const [low, high] = [Math.min(...heights), Math.max(...heights)]
  return {
    ...size,
    margin,
    x: { log: false, range: [from, to > from ? to : from + 1] },
    y: { log, range: low < high ? [low, high] : [(Number.isFinite(low) ? low : 0) - 1, (Number.isFinite(low) ? low : 0) + 1] },
  }
}

/** The first and the last place of all lines. */
export function extent(lines: readonly Line[]): readonly [number, number] {
  const [from, to] = [Math.min(...lines.map(({ at }) => at[0] ?? Number.POSITIVE_INFINITY)), Math.max(...lines.map(({ at, last }) => at[last] ?? Number.NEGATIVE_INFINITY))]
  return from <= to ? [from, to] : [0, 1]
}
