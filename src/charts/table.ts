// A plot as a table of numbers, for those who cannot see it: few rows, evenly spread over the steps.
import { shortNumber } from './format.ts'
import type { Series } from './series.ts'

export interface PlotTable {
  readonly steps: readonly number[]
  /** One per series; cells as text. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[]
}

/** So many steps at most, the first and the last among them. */
export function tableSteps(steps: number, most = 11): readonly number[] {
  const count = Math.min(most, steps + 1)
  return Array.from({ length: count }, (_, i) => (count === 1 ? 0 : Math.round((steps * i) / (count - 1))))
}

export function seriesTable(series: readonly Series[], steps: number): PlotTable {
  const shown = tableSteps(steps)
  return { steps: shown, rows: series.map(({ label, values }) => ({ label, cells: shown.map((k) => shortNumber(values[k])) })) }
}
