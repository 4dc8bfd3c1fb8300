// Validation loss over the epochs of all networks of a sweep: the mean, a band and the best, for each optimizer or each value beside
// seeds, or for all together. Painted anew as judgements come in.
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { mappingOf, toPixel } from '../../../charts/box.ts'
import type { PlotBox } from '../../../charts/box.ts'
import { classColor } from '../../../charts/network-colors.ts'
import { trainCurveBox } from '../../../charts/network-curve-box.ts'
import type { Line } from '../../../charts/network-series.ts'
import { createRaceCurve, curveGroups } from '../../../charts/network-sweep.ts'
import type { RaceCurve } from '../../../charts/network-sweep.ts'
import { listTable } from '../../../charts/table.ts'
import type { PlotTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import type { Translate } from '../../../i18n/react.ts'
import { DataTable } from '../../DataTable.tsx'
import { formatNumber } from '../../format.ts'
import { clipToBox } from '../../plot-canvas.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { Canvas } from './Canvas.tsx'
import { paintAxes, paintLines } from './paint.ts'
import type { Context } from './paint.ts'
import { paramName } from './SweepSide.tsx'
import type { RunStyle } from '../../../charts/style.ts'
import type { RaceNumbers } from '../../../store/network-race.ts'
import type { SweepBoard } from './use-sweep.ts'

interface Group {
  readonly label: string
  readonly color: string
  readonly curve: RaceCurve
}

interface SweepBandsProps {
  readonly board: SweepBoard
  /** Of the runs as they were when the sweep began. */
  readonly styles: readonly RunStyle[]
}

export function SweepBands({ board, styles }: SweepBandsProps): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const { grid, sweep, numbers, scenario: { epochs: end } } = board
  const makers = useMemo(() => curveGroups(grid, sweep.x, sweep.y).map((group) => ({ ...group, curveOf: createRaceCurve(group.members) })), [grid, sweep])
  const groups = useMemo(() => (numbers === null ? [] : makers.map((maker, i) => groupOf(maker, i, numbers, styles, t))), [makers, numbers, styles, t])
  const paint = useCallback(
    (context: Context, size: Size) => {
      const lines = groups.flatMap(linesOf)
      const box = trainCurveBox(groups.flatMap(rangeLines), size, { logY: true, end })
      paintAxes(context, box, theme, { x: t('netviews.axis.epoch'), y: '' })
      for (const group of groups) paintBand(context, group, box)
      paintLines(context, lines, box, theme)
    },
    [groups, end, theme, t],
  )
  return (
    <section className="net-part net-sweep-part" aria-label={t('netviews.sweep.bands')}>
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
        <DataTable title={t('netviews.sweep.bands')} table={() => tableOf(groups, t)} />
      </div>
      <p className="net-sweep-say">{t('netviews.sweep.bandsSay')}</p>
    </section>
  )
}

interface Maker {
  readonly param: string | null
  readonly value: number
  readonly members: readonly number[]
  readonly curveOf: ReturnType<typeof createRaceCurve>
}

function groupOf({ param, value, members, curveOf }: Maker, place: number, numbers: RaceNumbers, styles: readonly RunStyle[], t: Translate): Group {
  const style = param === 'run' ? styles[value - 1] : undefined
  const label = param === null ? t('netviews.sweep.all', { count: members.length }) : (style?.label ?? `${paramName(param, t)} ${formatNumber(value)}`)
  return { label, color: style?.color ?? classColor(place), curve: curveOf(numbers) }
}

function lineOf({ label, color, curve: { at } }: Group, values: Float64Array, more: Pick<Line, 'dash' | 'width'>): Line {
  return { label, color, run: -1, diverged: false, part: 'validation', values, at, last: values.length - 1, alpha: 1, ...more }
}

const linesOf = (group: Group): Line[] => [lineOf(group, group.curve.best, { dash: [5, 3], width: 1.5 }), lineOf(group, group.curve.mean, { dash: [], width: 2.3 })]

/** A mean that a few networks have carried off does not take the axis with it. */
function rangeLines(group: Group): Line[] {
  const { low, high, best, mean } = group.curve
  const near = mean.map((value, i) => Math.min(value, 3 * (high[i] ?? Infinity)))
  return [low, high, best, near].map((values) => lineOf(group, values, { dash: [], width: 1 }))
}

function paintBand(context: Context, { color, curve: { at, low, high } }: Group, box: PlotBox): void {
  const mapping = mappingOf(box)
  const edge = (values: Float64Array, i: number): readonly [number, number] => toPixel(mapping, at[i] ?? 0, Math.log10(Math.max(values[i] ?? Number.NaN, 1e-30)))
  const seen = [...at.keys()].filter((i) => Number.isFinite(low[i] ?? Number.NaN))
  context.save()
  clipToBox(context, box)
  context.fillStyle = color
  context.globalAlpha = 0.16
  context.beginPath()
  for (const i of seen) context.lineTo(...edge(high, i))
  for (const i of seen.toReversed()) context.lineTo(...edge(low, i))
  context.fill()
  context.restore()
}

function tableOf(groups: readonly Group[], t: Translate): PlotTable {
  const columns = (['mean', 'low', 'high', 'best'] as const).map((name) => [name, t(`netviews.sweep.curve.${name}`)] as const)
  const head = [t('netviews.axis.epoch'), ...groups.flatMap(({ label }) => columns.map(([, text]) => `${label}: ${text}`))]
  const at = groups[0]?.curve.at ?? new Float64Array(0)
  return listTable(head, Array.from(at, (epoch, i) => [epoch, ...groups.flatMap(({ curve }) => columns.map(([name]) => curve[name][i] ?? Number.NaN))]))
}
