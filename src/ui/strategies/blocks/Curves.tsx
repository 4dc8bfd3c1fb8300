// Curves on one canvas: lines, theory thin and dashed, dots, bands. Pointing reads every series at a place of the axis; where
// series are paths in a plane, the nearest point.
import { useCallback, useMemo, useState } from 'react'
import type { PointerEvent, ReactNode } from 'react'
import { mappingOf, toPixel } from '../../../charts/box.ts'
import { shortNumber } from '../../../charts/format.ts'
import { drawnSeries, linesOfSeries, strategyBox } from '../../../charts/strategy-curves.ts'
import type { DrawnSeries, Scales } from '../../../charts/strategy-curves.ts'
import { readPointer, seriesRows } from '../../../charts/strategy-readings.ts'
import type { Reading } from '../../../charts/strategy-readings.ts'
import { listTable } from '../../../charts/table.ts'
import { Canvas } from '../../network/views/Canvas.tsx'
import { paintAxes, paintLines } from '../../network/views/paint.ts'
import type { Context } from '../../network/views/paint.ts'
import { DataTable } from '../../DataTable.tsx'
import { useChartTheme, useSize } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { useSay } from './of-block.ts'
import type { BlockOf } from './of-block.ts'
import { paintBands, paintDots } from './paint-series.ts'

interface CurvesProps {
  readonly block: BlockOf<'curves'>
  /** The place of each name in the palette. */
  readonly places: ReadonlyMap<string, number>
}

export function Curves({ block, places }: CurvesProps): ReactNode {
  const say = useSay()
  const theme = useChartTheme()
  const series = useMemo(() => drawnSeries(block, places, theme, say), [block, places, theme, say])
  const { logX = false, logY = false } = block
  const scales = useMemo(() => ({ logX, logY }), [logX, logY])
  const [title, across, up] = [say(block.title), say(block.x), say(block.y)]
  const paint = useCallback(
    (context: Context, size: Size) => {
      const box = strategyBox(series, size, scales)
      paintAxes(context, box, theme, { x: across, y: '' })
      paintBands(context, series, box)
      paintLines(context, linesOfSeries(series), box, theme)
      paintDots(context, series, box, theme)
    },
    [series, scales, across, theme],
  )
  return (
    <>
      <Legend series={series} />
      <p className="strategy-axis">{up}</p>
      <CurveStage label={`${title}: ${up}, ${across}`} series={series} scales={scales} across={across} up={up} paint={paint} />
      <DataTable title={title} table={() => listTable(['', across, up], seriesRows(series, scales))} />
    </>
  )
}

function Legend({ series }: { readonly series: readonly DrawnSeries[] }): ReactNode {
  return (
    <ul className="net-key">
      {series.map(({ name, style, color, dash }, i) => (
        <li key={i}>
          <svg className="strategy-mark" width="18" height="8" aria-hidden="true">
            {style === 'dots' ? <circle cx="9" cy="4" r="3.5" fill={color} /> : <line x1="0" x2="18" y1="4" y2="4" stroke={color} strokeWidth={style === 'reference' ? 1.5 : 3} strokeDasharray={dash.join(' ')} />}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

interface StageProps {
  readonly label: string
  readonly series: readonly DrawnSeries[]
  readonly scales: Scales
  readonly across: string
  readonly up: string
  readonly paint: (context: Context, size: Size) => void
}

function CurveStage({ label, series, scales, across, up, paint }: StageProps): ReactNode {
  const [place, size] = useSize<HTMLDivElement>()
  const [pointer, setPointer] = useState<readonly [number, number] | null>(null)
  const box = useMemo(() => strategyBox(series, size, scales), [series, size, scales])
  const reading = pointer === null || size.width === 0 ? null : readPointer(series, box, pointer)
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    setPointer([event.clientX - left, event.clientY - top])
  }
  const line = reading === null ? 0 : toPixel(mappingOf(box), reading.place, 0)[0]
  return (
    <div className="curve-stage strategy-stage" ref={place} onPointerMove={move} onPointerLeave={() => setPointer(null)}>
      <Canvas label={label} paint={paint} />
      {reading !== null && <div className="curve-hover-line" style={{ transform: `translateX(${line}px)`, top: box.margin.t, height: box.height - box.margin.t - box.margin.b }} />}
      {reading !== null && <Readout reading={reading} across={across} up={up} side={line > size.width / 2 ? 'left' : 'right'} />}
    </div>
  )
}

function Readout({ reading: { value, rows, point }, across, up, side }: { readonly reading: Reading; readonly across: string; readonly up: string; readonly side: 'left' | 'right' }): ReactNode {
  return (
    <div className="curve-readout" data-side={side} aria-hidden="true">
      <p>
        {across} {shortNumber(value)}
        {point ? `, ${up}` : ''}
      </p>
      {rows.map(({ name, color, y }, i) => (
        <p key={i}>
          <span className="plot-dot" style={{ background: color }} />
          <span className="curve-readout-name">{name}</span>
          <span>{shortNumber(y)}</span>
        </p>
      ))}
    </div>
  )
}
