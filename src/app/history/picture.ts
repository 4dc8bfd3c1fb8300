// The small pictures of the history, painted for it alone, in both colour schemes: what is on the page may be another view, and
// reading it back would hold the page up.
import { mappingOf } from '../../charts/box.ts'
import type { PlotBox } from '../../charts/box.ts'
import { curveLine, pictureBox } from '../../charts/history.ts'
import type { Look } from '../../charts/history.ts'
import { clampedPixel, pixelPath } from '../../charts/paths.ts'
import { dashOf, runStyles } from '../../charts/style.ts'
import type { RunStyle } from '../../charts/style.ts'
import { legible, themes } from '../../charts/theme.ts'
import type { ChartTheme, Scheme } from '../../charts/theme.ts'
import { thumbnail } from '../../charts/thumbnail.ts'
import { palette } from '../../scenario/defaults.ts'
import { landscapeText } from '../../scenario/plan.ts'
import { domainOf } from '../../scenario/views.ts'
import type { Engine } from '../../store/engine-port.ts'
import type { HistoryPicture } from '../../store/history-types.ts'
import type { RunTrace, Trace } from '../../store/types.ts'
import { paintLines, paintPixels } from '../../ui/network/views/paint.ts'
import { paintHeads, paintTrails } from '../../ui/plot-canvas.ts'
import type { PaintedRun } from '../../ui/plot-canvas.ts'
import type { Draft } from './drafts.ts'

type Paint = (context: CanvasRenderingContext2D, theme: ChartTheme) => void

/** As it is painted, and how many pixels of the file stand for one of these. */
const size = { width: 240, height: 150 } as const
const density = 0.8
const field = { columns: 96, rows: 60 } as const
/** Entries of a path; a longer one is drawn at so many of them. */
const mostEntries = 1500

/** The whole race over its landscape. `rest` is awaited between the two schemes. */
export async function racePicture(trace: Trace, engine: Pick<Engine, 'surface'>, rest: () => Promise<void>): Promise<HistoryPicture | null> {
  const domain = domainOf(trace.scenario)
  const z = await heights(trace, engine)
  const [x, y] = domain
  const box: PlotBox = { ...size, margin: { l: 0, r: 0, t: 0, b: 0 }, x: { log: false, range: x }, y: { log: false, range: y } }
  return painted(rest, (context, theme) => {
    if (z !== null) paintPixels(context, new Uint8ClampedArray(thumbnail(z, field.columns, field.rows, theme.scheme)), field.columns, field.rows, { x: 0, y: 0, ...size }, true)
    const styles = runStyles(trace.scenario, theme)
    const runs = trace.runs.flatMap((run, i) => paintedRun(run, styles[i], box))
    const paint = { box, theme, runs, selectedRun: -1, marks: Number.POSITIVE_INFINITY }
    paintTrails(context, paint, 0, mostEntries)
    paintHeads(context, paint, mostEntries, false)
  })
}

/** A landscape that cannot be drawn leaves the ground empty. */
async function heights({ scenario }: Trace, engine: Pick<Engine, 'surface'>): Promise<Float64Array | null> {
  try {
    return (await engine.surface({ landscape: landscapeText(scenario), domain: domainOf(scenario), ...field })).z
  } catch {
    return null
  }
}

function paintedRun({ x, y, last, status }: RunTrace, style: RunStyle | undefined, box: PlotBox): readonly PaintedRun[] {
  if (style === undefined || style.hidden || last < 0) return []
  const mapping = mappingOf(box)
  const stride = Math.ceil((last + 1) / mostEntries)
  const end = Math.floor(last / stride)
  const [xs, ys] = [x, y].map((column) => Float64Array.from({ length: end + 1 }, (_, k) => column[Math.min(last, k * stride)] ?? Number.NaN))
  if (xs === undefined || ys === undefined) return []
  const pixelAt = (k: number): readonly [number, number] => clampedPixel(mapping, xs[k] ?? Number.NaN, ys[k] ?? Number.NaN)
  return [{ style, pixelAt, path: pixelPath(xs, ys, end, mapping), last: end, diverged: status === 'diverged' }]
}

/** The curves of a training or an experiment. */
export async function curvePicture({ scenario, runs, curves }: Draft, rest: () => Promise<void>): Promise<HistoryPicture | null> {
  if (curves.every(({ at }) => at.length < 2)) return null
  return painted(rest, (context, theme) => {
    const styles: readonly Look[] = 'runs' in scenario ? runStyles(scenario, theme) : runs.map(({ name }, i) => seriesLook(name, i, theme))
    const lines = curves.flatMap((curve) => {
      const look = styles[curve.run]
      return look === undefined ? [] : [curveLine(curve, look, curve.run, runs[curve.run]?.status === 'diverged')]
    })
    context.fillStyle = theme.background
    context.fillRect(0, 0, size.width, size.height)
    paintLines(context, lines, pictureBox(lines, size), theme)
  })
}

const seriesLook = (label: string, i: number, theme: ChartTheme): Look => ({ label, color: legible(palette[i % palette.length] ?? palette[0], theme), dash: dashOf(i) })

async function painted(rest: () => Promise<void>, paint: Paint): Promise<HistoryPicture | null> {
  const picture = (scheme: Scheme): string | null => {
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(size.width * density)
    canvas.height = Math.round(size.height * density)
    const context = canvas.getContext('2d')
    if (context === null) return null
    context.scale(density, density)
    context.fillStyle = themes[scheme].background
    context.fillRect(0, 0, size.width, size.height)
    paint(context, themes[scheme])
    // A browser that does not write WebP writes PNG.
    return canvas.toDataURL('image/webp', 0.8)
  }
  const light = picture('light')
  await rest()
  const dark = picture('dark')
  return light === null || dark === null ? null : { light, dark }
}
