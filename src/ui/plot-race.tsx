// The race above the field: a canvas of whole ways, drawn when the trace or the view changes; one of the race so far, drawn on
// from where it was; and one of heads, names and arrows, drawn anew at every move of the cursor.
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { mappingOf } from '../charts/box.ts'
import type { PlotBox } from '../charts/box.ts'
import { arrowPixels, eigenEllipse, momentumSlot } from '../charts/geometry.ts'
import type { LocalShape } from '../charts/geometry.ts'
import { markSpacing } from '../charts/paths.ts'
import type { RunStyle } from '../charts/style.ts'
import type { ChartTheme } from '../charts/theme.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import type { RunTrace, Trace } from '../store/types.ts'
import { isRecorded } from './painter.ts'
import { clipToBox, paintArrow, paintGhosts, paintHeads, paintRing, paintTrails } from './plot-canvas.ts'
import type { Arrow, PaintedRun, RacePaint } from './plot-canvas.ts'
import type { Shown } from './plot-contour.tsx'
import { PlotFacts } from './plot-facts.tsx'
import { fitCanvas, useChartTheme, useRunStyles, useSlowCursor } from './plot-hooks.ts'
import type { Size } from './plot-hooks.ts'
import { useLocalShape } from './plot-probe.ts'
import { paintedRuns } from './plot-runs.ts'
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
  const theme = useChartTheme()
  const runs = useMemo(() => paintedRuns(trace, styles, box), [trace, styles, box])
  return (
    <>
      <Ghosts box={box} size={size} runs={runs} />
      <Moving box={box} size={size} ground={ground} shown={shown} runs={runs} trace={trace} styles={styles} theme={theme} />
    </>
  )
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
  readonly theme: ChartTheme
}

function Moving({ box, size, ground, shown, runs, trace, styles, theme }: MovingProps): ReactNode {
  const cursor = useApp((state) => state.cursor)
  const selectedRun = useApp((state) => state.selectedRun)
  const slow = useSlowCursor()
  const playing = useApp((state) => state.playing)
  const heads = useRef<HTMLCanvasElement>(null)
  const run = trace?.runs[selectedRun]
  const at = Math.max(0, Math.min(cursor, run?.last ?? 0))
  const shape = useLocalShape(ground, run?.x[at] ?? Number.NaN, run?.y[at] ?? Number.NaN)
  // Kept as one value, so that the trails know whether they can go on from what is painted.
  const paint = useMemo(
    () => ({ box, theme, runs, selectedRun, marks: markSpacing(trace?.steps ?? 1) }),
    [box, theme, runs, selectedRun, trace],
  )
  const trails = useTrails(paint, cursor, size)
  useLayoutEffect(() => {
    const context = heads.current === null ? null : fitCanvas(heads.current, size)
    if (context === null) return
    paintHeads(context, paint, cursor, shown.labels)
    const painted = paint.runs.find((one) => one.style.index === selectedRun)
    if (painted === undefined || run === undefined) return
    context.save()
    clipToBox(context, box)
    const here = painted.pixelAt(at)
    if (shown.curvature && shape !== null) paintRing(context, here, ringPixels(shape, box), theme)
    if (shown.arrows) for (const arrow of arrowsAt(run, at, shape, box)) paintArrow(context, here, arrow, theme)
    context.restore()
  }, [paint, box, size, theme, selectedRun, cursor, shown, run, at, shape])
  const factsAt = Math.min(slow, at)
  const held = useHeld(shape, slow)
  return (
    <>
      <canvas className="plot-canvas" ref={trails} aria-hidden="true" />
      <canvas className="plot-canvas" ref={heads} aria-hidden="true" />
      {shown.facts && (
        <PlotFacts run={run} style={styles[selectedRun]} at={factsAt} shape={playing ? held : shape} arrows={shown.arrows} theme={theme} />
      )}
    </>
  )
}

/** The value as it was when `key` last changed, or the first one that is not null. */
function useHeld(value: LocalShape | null, key: number): LocalShape | null {
  const [held, setHeld] = useState({ key, value })
  if (held.key !== key || (held.value === null && value !== null)) setHeld({ key, value })
  return held.value
}

function useTrails(paint: RacePaint, cursor: number, size: Size): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painted = useRef<{ readonly paint: RacePaint; readonly size: Size; readonly cursor: number } | null>(null)
  useLayoutEffect(() => {
    const element = canvas.current
    if (element === null) return
    const before = painted.current
    painted.current = { paint, size, cursor }
    const goesOn = before !== null && before.paint === paint && before.size === size && before.cursor > 0 && before.cursor <= cursor && !isRecorded(element)
    const context = goesOn ? element.getContext('2d') : fitCanvas(element, size)
    if (context !== null) paintTrails(context, paint, goesOn ? before.cursor : 0, cursor)
  }, [paint, cursor, size])
  return canvas
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
