// The race above the field: a canvas of whole ways, drawn when the trace or the view changes, and one of the race so far, drawn
// at every move of the cursor.
import { useLayoutEffect, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { mappingOf } from '../charts/box.ts'
import type { PlotBox } from '../charts/box.ts'
import { arrowPixels, eigenEllipse, momentumSlot } from '../charts/geometry.ts'
import type { LocalShape } from '../charts/geometry.ts'
import { clampedPixel, markSpacing, pixelPath } from '../charts/paths.ts'
import type { RunStyle } from '../charts/style.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import type { RunTrace, Trace } from '../store/types.ts'
import { clipToBox, paintArrow, paintGhosts, paintRace, paintRing } from './plot-canvas.ts'
import type { Arrow, PaintedRun } from './plot-canvas.ts'
import type { Shown } from './plot-contour.tsx'
import { PlotFacts } from './plot-facts.tsx'
import { fitCanvas, useChartTheme, useRunStyles } from './plot-hooks.ts'
import type { Size } from './plot-hooks.ts'
import { useLocalShape } from './plot-probe.ts'
import { useApp, useTrace } from './store-context.tsx'

interface PlotRaceProps {
  readonly box: PlotBox
  readonly size: Size
  readonly ground: Pick<LandscapeScenario, 'landscape' | 'constants'>
  readonly shown: Shown
}

export function PlotRace({ box, size, ground, shown }: PlotRaceProps): ReactNode {
  const trace = useTrace()
  const styles = useRunStyles()
  const runs = useMemo(() => paintedRuns(trace, styles, box), [trace, styles, box])
  return (
    <>
      <Ghosts box={box} size={size} runs={runs} />
      <Moving box={box} size={size} ground={ground} shown={shown} runs={runs} trace={trace} styles={styles} />
    </>
  )
}

function paintedRuns(trace: Trace | null, styles: readonly RunStyle[], box: PlotBox): readonly PaintedRun[] {
  const mapping = mappingOf(box)
  return (trace?.runs ?? []).flatMap((run, index) => {
    const style = styles[index]
    if (style === undefined || style.hidden || run.last < 0) return []
    const pixelAt = (k: number): readonly [number, number] => clampedPixel(mapping, run.x[k] ?? Number.NaN, run.y[k] ?? Number.NaN)
    return [{ style, pixelAt, path: pixelPath(run.x, run.y, run.last, mapping), last: run.last, diverged: run.status === 'diverged' }]
  })
}

function Ghosts({ box, size, runs }: { readonly box: PlotBox; readonly size: Size; readonly runs: readonly PaintedRun[] }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const context = canvas.current === null ? null : fitCanvas(canvas.current, size)
    if (context !== null) paintGhosts(context, { box, runs })
  }, [box, size, runs])
  return <canvas className="plot-canvas" ref={canvas} aria-hidden="true" />
}

interface MovingProps extends PlotRaceProps {
  readonly runs: readonly PaintedRun[]
  readonly trace: Trace | null
  readonly styles: readonly RunStyle[]
}

function Moving({ box, size, ground, shown, runs, trace, styles }: MovingProps): ReactNode {
  const theme = useChartTheme()
  const cursor = useApp((state) => state.cursor)
  const selectedRun = useApp((state) => state.selectedRun)
  const canvas = useRef<HTMLCanvasElement>(null)
  const run = trace?.runs[selectedRun]
  const at = Math.max(0, Math.min(cursor, run?.last ?? 0))
  const shape = useLocalShape(ground, run?.x[at] ?? Number.NaN, run?.y[at] ?? Number.NaN)
  useLayoutEffect(() => {
    const context = canvas.current === null ? null : fitCanvas(canvas.current, size)
    if (context === null) return
    const marks = markSpacing(trace?.steps ?? 1)
    paintRace(context, { box, theme, runs, selectedRun, cursor, marks, labels: shown.labels })
    const painted = runs.find((one) => one.style.index === selectedRun)
    if (painted === undefined || run === undefined) return
    context.save()
    clipToBox(context, box)
    const here = painted.pixelAt(at)
    if (shown.curvature && shape !== null) paintRing(context, here, ringPixels(shape, box), theme)
    if (shown.arrows) for (const arrow of arrowsAt(run, at, shape, box)) paintArrow(context, here, arrow, theme)
    context.restore()
  }, [box, size, theme, runs, selectedRun, cursor, shown, trace, run, at, shape])
  return (
    <>
      <canvas className="plot-canvas" ref={canvas} aria-hidden="true" />
      <PlotFacts run={run} style={styles[selectedRun]} at={at} shape={shape} shown={shown} />
    </>
  )
}

/** Against the gradient, along the momentum, and where the next update goes. */
function arrowsAt(run: RunTrace, at: number, shape: LocalShape | null, box: PlotBox): readonly Arrow[] {
  const { scaleX, scaleY } = mappingOf(box)
  const arrow = (kind: Arrow['kind'], dx: number, dy: number): readonly Arrow[] => {
    const by = arrowPixels(dx, dy, scaleX, scaleY, Math.hypot(dx, dy))
    return by === null ? [] : [{ kind, by }]
  }
  const [dx, dy] = [(run.x[at + 1] ?? Number.NaN) - (run.x[at] ?? 0), (run.y[at + 1] ?? Number.NaN) - (run.y[at] ?? 0)]
  const slot = momentumSlot(run.slots)
  const [mx, my] = [slot?.x[at] ?? Number.NaN, slot?.y[at] ?? Number.NaN]
  // Some rules keep the momentum along the gradient, some along the way: it is drawn the way that the next update goes.
  const turn = mx * dx + my * dy < 0 ? -1 : 1
  return [
    ...(shape === null ? [] : arrow('gradient', -shape.gradient[0], -shape.gradient[1])),
    ...arrow('momentum', turn * mx, turn * my),
    ...arrow('update', dx, dy),
  ]
}

/** The ellipse of equal height in data units, brought to pixels and to one size. */
function ringPixels(shape: LocalShape, box: PlotBox): (readonly [number, number])[] {
  const { scaleX, scaleY } = mappingOf(box)
  const points = eigenEllipse(shape, 1).map(([x, y]) => [x * scaleX, y * scaleY] as const)
  const longest = Math.max(...points.map(([x, y]) => Math.hypot(x, y)))
  return points.map(([x, y]) => [(x / longest) * 34, (y / longest) * 34])
}
