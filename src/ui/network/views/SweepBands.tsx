// Validation loss over the epochs where seeds were swept: the mean, and a band from the lowest seed to the highest.
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { mappingOf, toPixel } from '../../../charts/box.ts'
import type { PlotBox } from '../../../charts/box.ts'
import { classColor } from '../../../charts/network-colors.ts'
import { trainCurveBox } from '../../../charts/network-curve-box.ts'
import type { Line } from '../../../charts/network-series.ts'
import { seedBand } from '../../../charts/network-sweep.ts'
import type { SeedBand } from '../../../charts/network-sweep.ts'
import { useT } from '../../../i18n/react.ts'
import { formatNumber } from '../../format.ts'
import { clipToBox } from '../../plot-canvas.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { Canvas } from './Canvas.tsx'
import { paintAxes, paintLines } from './paint.ts'
import type { Context } from './paint.ts'
import type { SweepBoard } from './use-sweep.ts'

interface Group {
  readonly label: string
  readonly color: string
  readonly band: SeedBand
}

export function SweepBands({ board }: { readonly board: SweepBoard }): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const groups = useMemo(() => groupsOf(board), [board])
  const end = board.trace?.scenario.epochs ?? 1
  const paint = useCallback(
    (context: Context, size: Size) => {
      const lines = groups.map(lineOf)
      const box = trainCurveBox(lines, size, { logY: true, end })
      paintAxes(context, box, theme, { x: t('netviews.axis.epoch'), y: '' })
      for (const group of groups) paintBand(context, group, box)
      paintLines(context, lines, box, theme)
    },
    [groups, end, theme, t],
  )
  if (groups.length === 0) return null
  return (
    <section className="net-part" aria-label={t('netviews.sweep.bands')}>
      <h3>{t('netviews.sweep.bands')}</h3>
      <ul className="net-key">
        {groups.map(({ label, color }) => (
          <li key={label}>
            <span className="plot-dot" style={{ background: color }} />
            {label}
          </li>
        ))}
      </ul>
      <div className="net-bands">
        <Canvas label={t('netviews.sweep.bandsLabel')} paint={paint} />
      </div>
    </section>
  )
}

/** One group for each value of the other side; none where seeds are not swept. */
function groupsOf({ sweep: { x, y }, cells, trace }: SweepBoard): readonly Group[] {
  if (trace === null) return []
  const other = x.param === 'seed' ? y : y?.param === 'seed' ? x : null
  if (other === null) return []
  const values = other?.values ?? [Number.NaN]
  return values.map((value, i) => {
    const runs = cells.flatMap((cell, at) => ((x.param === 'seed' ? cell.row : cell.column) === i ? (trace.runs[at] ?? []) : []))
    const band = seedBand(runs[0]?.epochs ?? new Float64Array(0), runs.map((run) => run.validationLoss))
    return { label: other === undefined ? 'seed' : `${other.param} ${formatNumber(value)}`, color: classColor(i), band }
  })
}

function lineOf({ label, color, band }: Group): Line {
  const { at, mean } = band
  return { label, color, dash: [], run: -1, diverged: false, part: 'validation', values: mean, at, last: mean.length - 1, width: 2.3, alpha: 1 }
}

function paintBand(context: Context, { color, band: { at, low, high } }: Group, box: PlotBox): void {
  const mapping = mappingOf(box)
  const edge = (values: Float64Array, i: number): readonly [number, number] => toPixel(mapping, at[i] ?? 0, Math.log10(Math.max(values[i] ?? Number.NaN, 1e-30)))
  context.save()
  clipToBox(context, box)
  context.fillStyle = color
  context.globalAlpha = 0.16
  context.beginPath()
  for (let i = 0; i < at.length; i += 1) context.lineTo(...edge(high, i))
  for (let i = at.length - 1; i >= 0; i -= 1) context.lineTo(...edge(low, i))
  context.fill()
  context.restore()
}
