// One curve plot of a training: painted anew as it grows, on one canvas with its axes. Pointing reads the values of all runs.
import { useCallback, useMemo } from 'react'
import type { PointerEvent, ReactNode } from 'react'
import { mappingOf, toData, toPixel } from '../../../charts/box.ts'
import type { PlotBox } from '../../../charts/box.ts'
import { shortNumber } from '../../../charts/format.ts'
import { trainCurveBox } from '../../../charts/network-curve-box.ts'
import type { TrainScales } from '../../../charts/network-curve-box.ts'
import { valueAt } from '../../../charts/network-series.ts'
import type { Line } from '../../../charts/network-series.ts'
import type { PlotTable } from '../../../charts/table.ts'
import { useT } from '../../../i18n/react.ts'
import type { Translate } from '../../../i18n/react.ts'
import { DataTable } from '../../DataTable.tsx'
import { useLegend } from '../../legend.ts'
import { useChartTheme, useSize } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { Canvas } from './Canvas.tsx'
import { paintAxes, paintChanges, paintLines } from './paint.ts'
import type { Context } from './paint.ts'

interface CurveCanvasProps {
  readonly label: string
  readonly lines: readonly Line[]
  readonly scales: TrainScales
  /** What the x axis counts. */
  readonly unit: string
  /** Places where hyper-parameters were changed. */
  readonly changes: readonly number[]
  readonly hover: number | null
  readonly setHover: (place: number | null) => void
}

export function CurveCanvas({ label, lines, scales, unit, changes, hover, setHover }: CurveCanvasProps): ReactNode {
  const theme = useChartTheme()
  const [place, size] = useSize<HTMLDivElement>()
  const t = useT()
  const { logY, end } = scales
  useLegend(
    place,
    useMemo(() => readable(lines).map((line, _, shown) => ({ text: nameOf(line, shown, t), color: line.color, dash: line.dash, alpha: line.alpha })), [lines, t]),
  )
  const paint = useCallback(
    (context: Context, room: Size) => {
      const box = trainCurveBox(lines, room, { logY, end })
      paintAxes(context, box, theme, { x: unit, y: '' })
      paintChanges(context, changes, box, theme)
      paintLines(context, lines, box, theme)
    },
    [lines, logY, end, unit, changes, theme],
  )
  const box = trainCurveBox([], size, scales)
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const [at] = toData(mappingOf(box), event.clientX - event.currentTarget.getBoundingClientRect().left, 0)
    setHover(Math.max(0, Math.min(end, at)))
  }
  return (
    <div className="curve-stage" ref={place} onPointerMove={move} onPointerLeave={() => setHover(null)}>
      <Canvas label={label} paint={paint} />
      {hover !== null && size.width > 0 && <HoverLine box={box} place={hover} />}
      {hover !== null && lines.length > 0 && <LineReadout lines={lines} place={hover} unit={unit} side={hover > end / 2 ? 'left' : 'right'} />}
      <DataTable title={label} table={() => lineTable(lines, end, unit, t)} />
    </div>
  )
}

function HoverLine({ box, place }: { readonly box: PlotBox; readonly place: number }): ReactNode {
  const [px] = toPixel(mappingOf(box), place, 0)
  const { margin, height } = box
  return <div className="curve-hover-line" style={{ transform: `translateX(${px}px)`, top: margin.t, height: height - margin.t - margin.b }} />
}

const readable = (lines: readonly Line[]): readonly Line[] => {
  // Where every batch is smoothed, the mean is what can be read; a rate is never smoothed.
  const smooth = lines.some(({ part }) => part === 'smooth')
  return lines.filter(({ part }) => !(smooth && part === 'batch'))
}

/** With the part that it is of, where there are several. */
function nameOf({ label, part }: Line, among: readonly Line[], t: Translate): string {
  return among.some((line) => line.part !== part) ? t('netviews.partOf', { run: label, part: t(`netviews.part.${part}`) }) : label
}

interface ReadoutProps {
  readonly lines: readonly Line[]
  readonly place: number
  readonly unit: string
  readonly side: 'left' | 'right'
}

function LineReadout({ lines, place, unit, side }: ReadoutProps): ReactNode {
  const t = useT()
  const rank = (line: Line): number => {
    const value = valueAt(line, place)
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value
  }
  const shown = readable(lines)
  return (
    <div className="curve-readout" data-side={side} aria-hidden="true">
      <p>
        {unit} {shortNumber(place)}
      </p>
      {shown.toSorted((a, b) => rank(a) - rank(b)).map((line) => (
        <p key={`${line.run} ${line.label} ${line.part}`}>
          <span className="plot-dot" style={{ background: line.color, opacity: line.alpha }} />
          <span className="curve-readout-name">{nameOf(line, shown, t)}</span>
          <span>{shortNumber(valueAt(line, place))}</span>
        </p>
      ))}
    </div>
  )
}

/** In so many places of the axis. */
const places = 51

/** Each line at places that are evenly apart: lines begin and end where they do, and not all have the same entries. */
function lineTable(lines: readonly Line[], end: number, unit: string, t: Translate): PlotTable {
  const shown = readable(lines)
  const place = (index: number): number => (end * index) / (places - 1)
  return { head: [unit, ...shown.map((line) => nameOf(line, shown, t))], count: places, row: (index) => [place(index), ...shown.map((line) => valueAt(line, place(index)))] }
}
