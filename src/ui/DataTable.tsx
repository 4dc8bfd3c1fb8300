// The numbers of a plot as a table: out of sight until it is reached with the keyboard or by a screen reader, and built when opened.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../charts/format.ts'
import { spread } from '../charts/table.ts'
import type { PlotTable, TableCell } from '../charts/table.ts'
import { useT } from '../i18n/react.ts'

interface DataTableProps {
  readonly title: string
  readonly table: () => PlotTable
}

/** More rows than this are not read one by one. */
const mostRows = 100

export function DataTable({ title, table }: DataTableProps): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <details className="plot-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('plots.table', { title })}</summary>
      {open && <Numbers title={title} table={table()} />}
    </details>
  )
}

function Numbers({ title, table }: { readonly title: string; readonly table: PlotTable }): ReactNode {
  const t = useT()
  const { head, count, row, columns, most = mostRows } = table
  const shown = spread(count, most)
  const across = head.length - 1
  return (
    <table>
      <caption>
        {title}
        {shown.length < count && ` ${t('plots.someRows', { shown: shown.length, count })}`}
        {columns !== undefined && columns > across && ` ${t('plots.someColumns', { shown: across, count: columns })}`}
      </caption>
      <thead>
        <tr>
          {head.map((cell, i) =>
            cell === '' ? (
              <td key={i} />
            ) : (
              <th key={i} scope="col">
                {textOf(cell)}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {shown.map((index) => (
          <Row key={index} cells={row(index)} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ cells: [name, ...cells] }: { readonly cells: readonly TableCell[] }): ReactNode {
  return (
    <tr>
      <th scope="row">{textOf(name)}</th>
      {cells.map((cell, i) => (
        <td key={i}>{textOf(cell)}</td>
      ))}
    </tr>
  )
}

const textOf = (cell: TableCell | undefined): string => (typeof cell === 'string' ? cell : shortNumber(cell, 4))
