// One curve plot of a training: painted anew as it grows, on one canvas with its axes. Pointing reads the values of all runs.
import { useCallback, useState } from 'react'
import type { PointerEvent, ReactNode } from 'react'
import { mappingOf, toData, toPixel } from '../../../charts/box.ts'
import type { PlotBox } from '../../../charts/box.ts'
import { shortNumber } from '../../../charts/format.ts'
import { trainCurveBox } from '../../../charts/network-curve-box.ts'
import type { TrainScales } from '../../../charts/network-curve-box.ts'
import { valueAt } from '../../../charts/network-series.ts'
import type { Line } from '../../../charts/network-series.ts'
import { useT } from '../../../i18n/react.ts'
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
  const { logY, end } = scales
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
      <LineTable title={label} lines={lines} end={end} unit={unit} />
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
  const parts = new Set(shown.map(({ part }) => part)).size
  return (
    <div className="curve-readout" data-side={side} aria-hidden="true">
      <p>
        {unit} {shortNumber(place)}
      </p>
      {shown.toSorted((a, b) => rank(a) - rank(b)).map((line) => (
        <p key={`${line.run} ${line.label} ${line.part}`}>
          <span className="plot-dot" style={{ background: line.color, opacity: line.alpha }} />
          <span className="curve-readout-name">{parts > 1 ? t('netviews.partOf', { run: line.label, part: t(`netviews.part.${line.part}`) }) : line.label}</span>
          <span>{shortNumber(valueAt(line, place))}</span>
        </p>
      ))}
    </div>
  )
}

const tableColumns = 10

/** The same numbers for those who do not see the plot. */
function LineTable({ title, lines, end, unit }: { readonly title: string; readonly lines: readonly Line[]; readonly end: number; readonly unit: string }): ReactNode {
  const t = useT()
  const [open, setOpen] = useState(false)
  const places = Array.from({ length: tableColumns + 1 }, (_, i) => (end * i) / tableColumns)
  return (
    <details className="plot-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('netviews.table', { title })}</summary>
      {open && (
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t('netviews.run')}</th>
              {places.map((place) => (
                <th key={place} scope="col">
                  {unit} {shortNumber(place)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {readable(lines).map((line) => (
              <tr key={`${line.run} ${line.label} ${line.part}`}>
                <th scope="row">{t('netviews.partOf', { run: line.label, part: t(`netviews.part.${line.part}`) })}</th>
                {places.map((place) => (
                  <td key={place}>{shortNumber(valueAt(line, place))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  )
}
