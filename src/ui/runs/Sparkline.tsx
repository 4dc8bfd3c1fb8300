// The rate over the steps as it was really used, from the trace.
import type { ReactNode } from 'react'
import { useT } from '../../i18n/react.ts'
import { formatNumber } from '../format.ts'
import { useRuns, useRunsHost } from './runs-host.tsx'

const width = 100
const height = 24
const points = 120

export function Sparkline({ index, color }: { readonly index: number; readonly color: string }): ReactNode {
  const t = useT()
  const { fact, factVersion } = useRunsHost()
  useRuns(factVersion)
  const run = fact(index)
  const rates = run === null ? [] : sample(run.lr, run.last)
  if (rates.length < 2) return null
  const most = Math.max(...rates)
  const place = (rate: number, i: number): string =>
    `${((i / (rates.length - 1)) * width).toFixed(1)},${(height - 2 - (most > 0 ? rate / most : 0) * (height - 4)).toFixed(1)}`
  const label = t('runs.sparkline', { most: formatNumber(most), last: formatNumber(rates.at(-1) ?? 0) })
  return (
    <figure className="sparkline">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <polyline points={rates.map(place).join(' ')} fill="none" stroke={color} strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className="muted">{label}</figcaption>
    </figure>
  )
}

/** At most `points` of the rates; entry 0 is the start, which no rate led to. */
export function sample(lr: Float64Array, last: number): number[] {
  const count = Math.min(points, last)
  const rates: number[] = []
  for (let i = 0; i < count; i++) {
    const rate = lr[1 + Math.round((i * (last - 1)) / Math.max(1, count - 1))]
    if (rate !== undefined && Number.isFinite(rate)) rates.push(rate)
  }
  return rates
}
