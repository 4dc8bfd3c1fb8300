// The runs of a trace as they are painted into a box: on the page and in a film.
import { mappingOf } from '../charts/box.ts'
import type { PlotBox } from '../charts/box.ts'
import { clampedPixel, pixelPath } from '../charts/paths.ts'
import type { RunStyle } from '../charts/style.ts'
import type { Trace } from '../store/types.ts'
import type { PaintedRun } from './plot-canvas.ts'

export function paintedRuns(trace: Trace | null, styles: readonly RunStyle[], box: PlotBox): readonly PaintedRun[] {
  const mapping = mappingOf(box)
  return (trace?.runs ?? []).flatMap((run, index) => {
    const style = styles[index]
    if (style === undefined || style.hidden || run.last < 0) return []
    const pixelAt = (k: number): readonly [number, number] => clampedPixel(mapping, run.x[k] ?? Number.NaN, run.y[k] ?? Number.NaN)
    return [{ style, pixelAt, path: pixelPath(run.x, run.y, run.last, mapping), last: run.last, diverged: run.status === 'diverged' }]
  })
}
