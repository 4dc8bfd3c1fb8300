import { expect, test } from 'vitest'
import { gridTable, pathTable, seriesTable, spread } from './table.ts'
import type { PlotTable } from './table.ts'

const rowsOf = ({ count, row }: PlotTable): readonly (readonly (string | number)[])[] => Array.from({ length: count }, (_, i) => row(i))

test.each([
  [501, 3, [0, 250, 500]],
  [3, 100, [0, 1, 2]],
  [1, 100, [0]],
  [0, 100, []],
])('of %d rows at most %d are shown, the first and the last among them', (count, most, shown) => {
  expect(spread(count, most)).toEqual(shown)
})

test('series stand side by side, and one that is shorter has no more cells', () => {
  const table = seriesTable('Step', [{ label: 'a', values: Float64Array.of(3, 2, 1) }, { label: 'b', values: Float64Array.of(5) }], 2)
  expect([table.head, ...rowsOf(table)]).toEqual([['Step', 'a', 'b'], [0, 3, 5], [1, 2, Number.NaN], [2, 1, Number.NaN]])
})

test('a path has place and loss of each run up to its last entry', () => {
  const run = { label: 'a', x: Float64Array.of(1, 2), y: Float64Array.of(3, 4), loss: Float64Array.of(5, Number.NaN), last: 0 }
  const table = pathTable('Step', 'Loss', [run], 1)
  expect([table.head, ...rowsOf(table)]).toEqual([['Step', 'a: x', 'a: y', 'a: Loss'], [0, 1, 3, 5], [1, Number.NaN, Number.NaN, Number.NaN]])
})

test('a grid lies as its picture does, and says how many columns the picture has', () => {
  const small = gridTable({ corner: 'y by x', xs: [1, 2], ys: [10, 20], cell: (column, row) => `${column}${row}` })
  expect([small.head, ...rowsOf(small)]).toEqual([['y by x', 1, 2], [20, '01', '11'], [10, '00', '10']])
  const wide = gridTable({ corner: '', xs: new Float64Array(64), ys: [0], cell: (column) => column })
  expect(wide.head.length).toBeLessThan(20)
  expect([wide.columns, wide.row(0).at(1), wide.row(0).at(-1)]).toEqual([64, 0, 63])
})
