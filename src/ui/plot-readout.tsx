// The values of all runs at one step, the lowest first.
import type { ReactNode } from 'react'
import { shortNumber } from '../charts/format.ts'
import type { Series } from '../charts/series.ts'
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
