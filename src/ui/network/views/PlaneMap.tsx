// The plane from above: levels of the loss and the paths over them, on two canvases.
import { useCallback, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { mappingOf } from '../../../charts/box.ts'
import type { PlotBox } from '../../../charts/box.ts'
import { fieldPicture } from '../../../charts/network-field.ts'
import { clampedPixel, pixelPath } from '../../../charts/paths.ts'
import type { RunStyle } from '../../../charts/style.ts'
import { useT } from '../../../i18n/react.ts'
import type { PathsAnswer } from '../answers.ts'
import { runLegend, useLegend } from '../../legend.ts'
import { paintHeads, paintTrails } from '../../plot-canvas.ts'
import type { PaintedRun } from '../../plot-canvas.ts'
import { useChartTheme } from '../../plot-hooks.ts'
import type { Size } from '../../plot-hooks.ts'
import { useNetworkStyles, useShownRun } from '../network-hooks.ts'
import { Canvas } from './Canvas.tsx'
import { innerOf, paintAxes, paintPixels } from './paint.ts'
import type { Context } from './paint.ts'
import type { PlanePicture } from './use-plane.ts'

const margin = { l: 44, r: 14, t: 8, b: 24 } as const

export function PlaneMap({ picture: { paths, surface } }: { readonly picture: PlanePicture }): ReactNode {
  const t = useT()
  const theme = useChartTheme()
  const styles = useNetworkStyles()
  const selectedRun = useShownRun()
  const { names } = paths
  const paintField = useCallback(
    (context: Context, size: Size) => {
      const box = boxOf(paths, size)
      const inner = innerOf(box)
      if (surface !== null) {
        const field = fieldPicture(surface, inner.width, inner.height, theme)
        paintPixels(context, field.pixels, field.width, field.height, inner, false)
      }
      paintAxes(context, box, theme, { x: names[0], y: names[1] }, surface === null)
    },
    [paths, surface, names, theme],
  )
  const paintPaths = useCallback(
    (context: Context, size: Size) => {
      const box = boxOf(paths, size)
      const runs = paintedRuns(paths, styles, box)
      const end = Math.max(0, ...runs.map(({ last }) => last))
      const paint = { box, theme, runs, selectedRun, marks: Number.POSITIVE_INFINITY }
      if (end > 0) paintTrails(context, paint, 0, end)
      paintHeads(context, paint, end, true)
    },
    [paths, styles, selectedRun, theme],
  )
  const label = useMemo(() => t('netviews.planeLabel', { x: names[0], y: names[1] }), [t, names])
  const place = useRef<HTMLDivElement>(null)
  useLegend(
    place,
    useMemo(() => runLegend(styles), [styles]),
  )
  return (
    <div className="net-stack" ref={place}>
      <Canvas label={label} paint={paintField} />
      <Canvas paint={paintPaths} />
    </div>
  )
}

function boxOf({ box: [x, y] }: PathsAnswer, size: Size): PlotBox {
  return { ...size, margin, x: { log: false, range: x }, y: { log: false, range: y } }
}

function paintedRuns({ runs, paths }: PathsAnswer, styles: readonly RunStyle[], box: PlotBox): readonly PaintedRun[] {
  const mapping = mappingOf(box)
  return runs.flatMap((run, i): PaintedRun[] => {
    const [style, path] = [styles[run], paths[i]]
    if (style === undefined || style.hidden || path === undefined || path.x.length === 0) return []
    const last = path.x.length - 1
    const pixelAt = (k: number): readonly [number, number] => clampedPixel(mapping, path.x[k] ?? Number.NaN, path.y[k] ?? Number.NaN)
    return [{ style, pixelAt, path: pixelPath(path.x, path.y, last, mapping), last, diverged: false }]
  })
}
