// The numbers of a picture for those who do not see it: out of sight until it is reached with the keyboard, and built when opened.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../../../charts/format.ts'
import { useT } from '../../../i18n/react.ts'

type Cell = string | number

interface NumbersTableProps {
  readonly title: string
  readonly head: readonly Cell[]
  /** The first cell names the row. */
  readonly rows: () => readonly (readonly Cell[])[]
}

/** More rows than this are not read one by one. */
const most = 400

const textOf = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : shortNumber(cell))

export function NumbersTable({ title, head, rows }: NumbersTableProps): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <details className="plot-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('strategies.page.table', { title })}</summary>
      {open && <Numbers title={title} head={head} rows={rows()} />}
    </details>
  )
}

function Numbers({ title, head, rows }: Omit<NumbersTableProps, 'rows'> & { readonly rows: readonly (readonly Cell[])[] }): ReactNode {
  const t = useT()
  return (
    <table>
      <caption>
        {title}
        {rows.length > most && ` ${t('strategies.page.firstRows', { shown: most, count: rows.length })}`}
      </caption>
      <thead>
        <tr>
          {head.map((cell, i) => (
            <th key={i} scope="col">
              {textOf(cell)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, most).map(([name, ...cells], row) => (
          <tr key={row}>
            <th scope="row">{textOf(name)}</th>
            {cells.map((cell, i) => (
              <td key={i}>{textOf(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
