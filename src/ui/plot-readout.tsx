// The values of all runs at one step, the lowest first; and the same as a table for those who do not see the plot.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { shortNumber } from '../charts/format.ts'
import type { Series } from '../charts/series.ts'
import { seriesTable } from '../charts/table.ts'
import { useT } from '../i18n/react.ts'

export function Readout({ series, step, side }: { readonly series: readonly Series[]; readonly step: number; readonly side: 'left' | 'right' }): ReactNode {
  const t = useT()
  const sorted = series.toSorted((a, b) => rank(a, step) - rank(b, step))
  return (
    <div className="curve-readout" data-side={side} aria-hidden="true">
      <p>{t('plots.atStep', { step })}</p>
      {sorted.map(({ label, color, values, run }) => (
        <p key={`${run} ${label}`}>
          <span className="plot-dot" style={{ background: color }} />
          <span className="curve-readout-name">{label}</span>
          <span>{shortNumber(values[step])}</span>
        </p>
      ))}
    </div>
  )
}

function rank({ values }: Series, step: number): number {
  const value = values[step] ?? Number.NaN
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
}

export function DataTable({ title, series, steps }: { readonly title: string; readonly series: readonly Series[]; readonly steps: number }): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <details className="plot-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('plots.table', { title })}</summary>
      {open && <Cells title={title} series={series} steps={steps} />}
    </details>
  )
}

function Cells({ title, series, steps }: { readonly title: string; readonly series: readonly Series[]; readonly steps: number }): ReactNode {
  const t = useT()
  const table = seriesTable(series, steps)
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('plots.run')}</th>
          {table.steps.map((step) => (
            <th key={step} scope="col">
              {t('plots.atStep', { step })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(({ label, cells }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {cells.map((cell, i) => (
              <td key={table.steps[i]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
