// A plot as a table of numbers, for those who cannot see it. Rows are made one by one when they are shown, since a plot may have
// a hundred thousand.
import type { Series } from './series.ts'

export type TableCell = string | number

export interface PlotTable {
  readonly head: readonly TableCell[]
  readonly count: number
  /** The first cell names the row; as many cells as the head. */
  readonly row: (index: number) => readonly TableCell[]
  /** Columns of the plot, where the table leaves some out. */
  readonly columns?: number
  /** Rows that are worth reading, where they are fewer than a list may have. */
  readonly most?: number
}

/** So many of `count` at most, evenly spread, the first and the last among them. */
export function spread(count: number, most: number): readonly number[] {
  const shown = Math.min(most, count)
  return Array.from({ length: shown }, (_, i) => (shown === 1 ? 0 : Math.round(((count - 1) * i) / (shown - 1))))
}

export function listTable(head: readonly TableCell[], rows: readonly (readonly TableCell[])[]): PlotTable {
  return { head, count: rows.length, row: (index) => rows[index] ?? [] }
}

/** Steps by series. */
export function seriesTable(step: string, series: readonly Pick<Series, 'label' | 'values'>[], steps: number): PlotTable {
  return { head: [step, ...series.map(({ label }) => label)], count: steps + 1, row: (k) => [k, ...series.map(({ values }) => values[k] ?? Number.NaN)] }
}

/** A run's way over the steps: [steps + 1] each, valid up to `last`. */
export interface TabledRun {
  readonly label: string
  readonly x: Float64Array
  readonly y: Float64Array
  readonly loss: Float64Array
  readonly last: number
}

/** Steps by where each run stands; a run that has ended has no more cells. */
export function pathTable(step: string, loss: string, runs: readonly TabledRun[], steps: number): PlotTable {
  return {
    head: [step, ...runs.flatMap(({ label }) => [`${label}: x`, `${label}: y`, `${label}: ${loss}`])],
    count: steps + 1,
    row: (k) => [k, ...runs.flatMap(({ x, y, loss: losses, last }) => [x, y, losses].map((column) => (k <= last ? (column[k] ?? Number.NaN) : Number.NaN)))],
  }
}

/** Of a map more cells than these across and down are not read one by one. */
const [mostColumns, mostRows] = [12, 25] as const

export interface Grid {
  /** What stands in the corner. */
  readonly corner: string
  readonly xs: ArrayLike<number>
  readonly ys: ArrayLike<number>
  readonly cell: (column: number, row: number) => TableCell
}

/** As the picture has it: y falls from the first row to the last. */
export function gridTable({ corner, xs, ys, cell }: Grid): PlotTable {
  const shown = spread(xs.length, mostColumns)
  return {
    head: [corner, ...shown.map((column) => xs[column] ?? Number.NaN)],
    count: ys.length,
    row: (index) => {
      const row = ys.length - 1 - index
      return [ys[row] ?? Number.NaN, ...shown.map((column) => cell(column, row))]
    },
    columns: xs.length,
    most: mostRows,
  }
}
