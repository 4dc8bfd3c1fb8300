// The curves of all compared entries on one axis; pointing reads them, and the same numbers stand in a table behind the plot.
import { useCallback, useMemo, useState } from 'react'
import type { PointerEvent, ReactNode } from 'react'
import { mappingOf, toData, toPixel } from '../../charts/box.ts'
import type { PlotBox } from '../../charts/box.ts'
import { shortNumber } from '../../charts/format.ts'
import { comparedLines, extent } from '../../charts/history.ts'
import type { ComparedEntry } from '../../charts/history.ts'
import { mayBeLog, trainCurveBox } from '../../charts/network-curve-box.ts'
import { valueAt } from '../../charts/network-series.ts'
import type { Line } from '../../charts/network-series.ts'
import type { PlotTable } from '../../charts/table.ts'
import { useT } from '../../i18n/react.ts'
import { DataTable } from '../DataTable.tsx'
import { Canvas } from '../network/views/Canvas.tsx'
import { paintAxes, paintLines } from '../network/views/paint.ts'
import type { Context } from '../network/views/paint.ts'
import { useChartTheme, useSize } from '../plot-hooks.ts'
import type { Size } from '../plot-hooks.ts'
import { Toggle } from '../plot-toggle.tsx'

interface CompareCurvesProps {
  readonly entries: readonly ComparedEntry[]
  readonly colors: readonly string[]
}

/** Rows of the table behind the plot. */
const tablePlaces = 40

export function CompareCurves({ entries, colors }: CompareCurvesProps): ReactNode {
  const t = useT()
  const lines = useMemo(() => comparedLines(entries, colors), [entries, colors])
  const [log, setLog] = useState(true)
  const able = mayBeLog(lines)
  return (
    <section className="history-part" aria-label={t('history.curves')}>
      <div className="curve-head">
        <h3>{t('history.curves')}</h3>
        <span className="curve-toggles">
          <Toggle on={log && able} disabled={!able} name={t('plots.logY')} hint={t('plots.logYHint')} flip={() => setLog((on) => !on)} />
        </span>
      </div>
      {lines.length === 0 ? <p className="muted">{t('history.noCurves')}</p> : <Plot lines={lines} logY={log && able} />}
    </section>
  )
}

function Plot({ lines, logY }: { readonly lines: readonly Line[]; readonly logY: boolean }): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const [place, size] = useSize<HTMLDivElement>()
  const [hover, setHover] = useState<number | null>(null)
  const boxOf = useCallback((room: Size): PlotBox => lineBox(lines, room, logY), [lines, logY])
  const paint = useCallback(
    (context: Context, room: Size) => {
      const box = boxOf(room)
      paintAxes(context, box, theme, { x: t('history.step'), y: '' })
      paintLines(context, lines, box, theme)
    },
    [boxOf, lines, theme, t],
  )
  const box = boxOf(size)
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const [at] = toData(mappingOf(box), event.clientX - event.currentTarget.getBoundingClientRect().left, 0)
    setHover(Math.max(box.x.range[0], Math.min(box.x.range[1], at)))
  }
  return (
    <div className="curve-stage history-stage" ref={place} onPointerMove={move} onPointerLeave={() => setHover(null)}>
      <Canvas label={t('history.curvesLabel', { count: lines.length })} paint={paint} />
      {hover !== null && size.width > 0 && <Pointed box={box} lines={lines} place={hover} />}
      <DataTable title={t('history.curves')} table={() => curveTable(lines, t('history.step'))} />
    </div>
  )
}

function lineBox(lines: readonly Line[], room: Size, logY: boolean): PlotBox {
  const [from, to] = extent(lines)
  return { ...trainCurveBox(lines, room, { logY, end: to }), x: { log: false, range: [Math.min(0, from), to > from ? to : from + 1] } }
}

/** So many names fit beside the lines. */
const mostRead = 16

function Pointed({ box, lines, place }: { readonly box: PlotBox; readonly lines: readonly Line[]; readonly place: number }): ReactNode {
  const t = useT()
  const { margin, height, x } = box
  const [px] = toPixel(mappingOf(box), place, 0)
  const rank = (line: Line): number => {
    const value = readAt(line, place)
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
  }
  return (
    <>
      <div className="curve-hover-line" style={{ transform: `translateX(${px}px)`, top: margin.t, height: height - margin.t - margin.b }} />
      <div className="curve-readout" data-side={place > (x.range[0] + x.range[1]) / 2 ? 'left' : 'right'} aria-hidden="true">
        <p>
          {t('history.step')} {shortNumber(place)}
        </p>
        {lines.toSorted((a, b) => rank(a) - rank(b)).slice(0, mostRead).map((line) => (
          <p key={line.run}>
            <span className="plot-dot" style={{ background: line.color }} />
            <span className="curve-readout-name">{line.label}</span>
            <span>{shortNumber(readAt(line, place))}</span>
          </p>
        ))}
      </div>
    </>
  )
}

/** Beyond its last entry a line has no value. */
const readAt = (line: Line, place: number): number => (place > (line.at[line.last] ?? Number.NEGATIVE_INFINITY) ? Number.NaN : valueAt(line, place))

/** Places by lines. */
function curveTable(lines: readonly Line[], unit: string): PlotTable {
  const [from, to] = extent(lines)
  return {
    head: [unit, ...lines.map(({ label }) => label)],
    count: tablePlaces + 1,
    row: (index) => {
      const place = from + ((to - from) * index) / tablePlaces
      return [place, ...lines.map((line) => readAt(line, place))]
    },
  }
}
