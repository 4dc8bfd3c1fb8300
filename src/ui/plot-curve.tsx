// One curve plot: axes by Plotly, drawn again only when an axis changes; lines on a canvas that is painted once per
// trace. What lies ahead of the cursor is veiled by an element: a moving cursor paints no line again.
import { Suspense, useLayoutEffect, useMemo, useRef } from 'react'
import type { PointerEvent, ReactNode } from 'react'
import { mappingOf } from '../charts/box.ts'
import { bandPath } from '../charts/band.ts'
import type { PlotBox } from '../charts/box.ts'
import { curvePath, pixelOfStep, stepAt } from '../charts/curve-path.ts'
import { curveBox, curveFrame } from '../charts/curves.ts'
import type { CurveScales } from '../charts/curves.ts'
import { smoothed } from '../charts/series.ts'
import type { Series } from '../charts/series.ts'
import type { ChartTheme } from '../charts/theme.ts'
import { LazyChart } from './LazyChart.tsx'
import { useLegend } from './legend.ts'
import type { Painter } from './painter.ts'
import { clipToBox } from './plot-canvas.ts'
import { fitCanvas, useChartTheme, useSize } from './plot-hooks.ts'
import type { Size } from './plot-hooks.ts'
import { useActions, useApp } from './store-context.tsx'

/** How many seeds of a run spread: a filled band and a line for their mean. */
export interface CurveBand {
  readonly color: string
  /** [steps + 1] each. */
  readonly low: Float64Array
  readonly high: Float64Array
  readonly mean: Float64Array
}

export interface CurveProps {
  readonly label: string
  readonly series: readonly Series[]
  readonly bands?: readonly CurveBand[]
  readonly steps: number
  readonly scales: CurveScales
  readonly smooth: boolean
  readonly hover: number | null
  readonly setHover: (step: number | null) => void
}

export function CurvePlot(props: CurveProps): ReactNode {
  const [place, size] = useSize<HTMLDivElement>()
  const { series } = props
  useLegend(
    place,
    useMemo(() => series.map(({ label, color, dash }) => ({ text: label, color, dash })), [series]),
  )
  return (
    <div className="curve-stage" ref={place}>
      {size.width > 0 && size.height > 0 && <Stage {...props} size={size} />}
    </div>
  )
}

function Stage({ label, series, bands = noBands, steps, scales, smooth, hover, setHover, size }: CurveProps & { readonly size: Size }): ReactNode {
  const theme = useChartTheme()
  const { logX, logY } = scales
  const fresh = useMemo(() => curveBox([...series, ...bands.map(rangeOf)], steps, size, { logX, logY }), [series, bands, steps, size, logX, logY])
  const key = JSON.stringify(fresh)
  // The text stands for the box: most traces have the same axes as the one before.
  // oxlint-disable-next-line react/exhaustive-deps
  const box = useMemo(() => fresh, [key])
  const frame = useMemo(() => curveFrame(box, theme), [box, theme])
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    paintLines(canvas.current, size, box, linesOf(series, box, smooth), theme, bands)
  }, [series, bands, box, smooth, size, theme])
  const scrub = useScrub(box, steps, setHover)
  return (
    <div className="plot-layers" {...scrub}>
      <Suspense>
        <LazyChart figure={frame} label={label} />
      </Suspense>
      <canvas className="plot-canvas" ref={canvas} aria-hidden="true" />
      <CursorLine box={box} />
      {hover !== null && <div className="curve-hover-line" style={lineAt(box, hover)} />}
    </div>
  )
}

const noBands: readonly CurveBand[] = []

/** The axes hold the mean, not every excursion of the band. */
function rangeOf({ color, mean }: CurveBand): Series {
  return { label: '', color, dash: [], run: -1, values: mean, last: mean.length - 1, diverged: false }
}

function lineAt(box: PlotBox, step: number): { readonly transform: string; readonly top: number; readonly height: number } {
  const px = pixelOfStep(step, mappingOf(box), box.x.log)
  return { transform: `translateX(${px}px)`, top: box.margin.t, height: box.height - box.margin.t - box.margin.b }
}

/** The line of the cursor; its left edge is where the veil begins, and the plot's right edge cuts it off. */
function CursorLine({ box }: { readonly box: PlotBox }): ReactNode {
  const cursor = useApp((state) => state.cursor)
  const { margin, width, height } = box
  const px = pixelOfStep(cursor, mappingOf(box), box.x.log) - margin.l
  const inner = width - margin.l - margin.r
  return (
    <div className="curve-time" style={{ left: margin.l, top: margin.t, width: inner + 1, height: height - margin.t - margin.b }}>
      <div className="curve-veil" style={{ transform: `translateX(${px}px)` }} />
    </div>
  )
}

/** Pointing reads values, pressing and dragging moves the cursor of time. */
function useScrub(box: PlotBox, steps: number, setHover: (step: number | null) => void): object {
  const { setCursor, pause } = useActions()
  const stepOf = (event: PointerEvent<HTMLDivElement>): number =>
    stepAt(event.clientX - event.currentTarget.getBoundingClientRect().left, mappingOf(box), box.x.log, steps)
  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      pause()
      setCursor(stepOf(event))
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      if (event.buttons === 1) setCursor(stepOf(event))
      setHover(stepOf(event))
    },
    onPointerLeave: () => setHover(null),
  }
}

interface Line {
  readonly series: Series
  readonly raw: Float32Array
  readonly smooth: Float32Array | null
}

function linesOf(series: readonly Series[], box: PlotBox, smooth: boolean): readonly Line[] {
  const view = { mapping: mappingOf(box), logX: box.x.log, logY: box.y.log }
  return series.map((one) => ({
    series: one,
    raw: curvePath({ ...view, values: one.values, last: one.last }),
    smooth: smooth ? curvePath({ ...view, values: smoothed(one.values, 0.95), last: one.last }) : null,
  }))
}

function paintLines(canvas: HTMLCanvasElement | null, size: Size, box: PlotBox, lines: readonly Line[], theme: ChartTheme, bands: readonly CurveBand[]): void {
  const context = canvas === null ? null : fitCanvas(canvas, size)
  if (context === null) return
  context.save()
  clipToBox(context, box)
  context.lineJoin = 'round'
  for (const band of bands) paintBand(context, band, box)
  for (const { series, raw, smooth } of lines) {
    context.strokeStyle = series.color
    context.setLineDash(series.dash.slice())
    context.globalAlpha = smooth === null && bands.length === 0 ? 1 : 0.35
    strokePath(context, raw, 1.9)
    context.globalAlpha = 1
    if (smooth !== null) strokePath(context, smooth, 2.4)
    context.setLineDash([])
    if (series.diverged) paintEnd(context, raw, box, theme, series.color)
  }
  context.restore()
}

/** The band pale, its mean strong; the run of the one seed on screen is then drawn faint. */
function paintBand(context: Painter, band: CurveBand, box: PlotBox): void {
  const view = { mapping: mappingOf(box), logX: box.x.log, logY: box.y.log }
  const edge = bandPath(band, view)
  context.fillStyle = band.color
  context.globalAlpha = 0.16
  context.beginPath()
  for (let i = 0; i + 1 < edge.length; i += 2) context.lineTo(edge[i] ?? 0, edge[i + 1] ?? 0)
  context.fill()
  context.globalAlpha = 1
  context.strokeStyle = band.color
  strokePath(context, curvePath({ ...view, values: band.mean, last: band.mean.length - 1 }), 2.4)
}

function strokePath(context: Painter, at: Float32Array, width: number): void {
  context.lineWidth = width
  context.beginPath()
  let lifted = true
  for (let i = 0; i + 1 < at.length; i += 2) {
    const [x, y] = [at[i] ?? 0, at[i + 1] ?? 0]
    if (Number.isNaN(x)) lifted = true
    else if (lifted) {
      context.moveTo(x, y)
      lifted = false
    } else context.lineTo(x, y)
  }
  context.stroke()
}

/** Where a diverged run ends, or where it left the plot. */
function paintEnd(context: Painter, at: Float32Array, { margin, height }: PlotBox, theme: ChartTheme, color: string): void {
  const x = at.at(-2) ?? Number.NaN
  const y = Math.max(margin.t + 6, Math.min(height - margin.b - 6, at.at(-1) ?? Number.NaN))
  if (Number.isNaN(x) || Number.isNaN(y)) return
  for (const [width, ink] of [[5, theme.halo], [2.4, color]] as const) {
    context.beginPath()
    context.moveTo(x - 5, y - 5)
    context.lineTo(x + 5, y + 5)
    context.moveTo(x + 5, y - 5)
    context.lineTo(x - 5, y + 5)
    context.lineWidth = width
    context.strokeStyle = ink
    context.stroke()
  }
}
