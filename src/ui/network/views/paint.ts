// Painting on the canvases of the Network tab: axes, lines, points, pictures. What changes while networks train is painted
// here and not by Plotly, so that a frame stays short.
import { mappingOf, toPixel } from '../../../charts/box.ts'
import type { Axis, PlotBox } from '../../../charts/box.ts'
import type { Line } from '../../../charts/network-series.ts'
import { axisTicks } from '../../../charts/sweep-axes.ts'
import type { ChartTheme } from '../../../charts/theme.ts'
import type { Painter } from '../../painter.ts'
import { typeScale } from '../../type-scale.ts'
import { clipToBox } from '../../plot-canvas.ts'

export type Context = Painter

const font = (): string => `${10.5 * typeScale()}px system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif`

export interface AxisNames {
  readonly x: string
  readonly y: string
}

/** Ticks and their numbers; the names stand inside, where they take no room from the plot. Over a picture there is no grid. */
export function paintAxes(context: Context, box: PlotBox, theme: ChartTheme, names: AxisNames, grid = true): void {
  const { width, height, margin } = box
  const [left, right, top, bottom] = [margin.l, width - margin.r, margin.t, height - margin.b]
  context.save()
  context.font = font()
  context.lineWidth = 1
  context.fillStyle = theme.muted
  for (const { place, text } of ticksOf(box.y, (bottom - top) / 34)) {
    const y = Math.round(bottom - place * (bottom - top)) + 0.5
    segment(context, grid ? theme.grid : theme.axis, grid ? left : left - 4, y, grid ? right : left, y)
    label(context, text, left - 5, y, 'right', 'middle')
  }
  for (const { place, text } of ticksOf(box.x, (right - left) / 64)) {
    const x = Math.round(left + place * (right - left)) + 0.5
    segment(context, theme.axis, x, bottom, x, bottom + 4)
    label(context, text, x, bottom + 6, 'center', 'top')
  }
  segment(context, theme.axis, left + 0.5, top, left + 0.5, bottom)
  segment(context, theme.axis, left, bottom + 0.5, right, bottom + 0.5)
  context.strokeStyle = theme.halo
  context.lineWidth = 3
  context.fillStyle = theme.text
  if (names.x !== '') label(context, names.x, right - 3, bottom - 4, 'right', 'bottom')
  if (names.y !== '') label(context, names.y, left + 6, top + 3, 'left', 'top')
  context.restore()
}

function ticksOf({ range, log }: Axis, most: number): ReturnType<typeof axisTicks> {
  const [low, high] = range
  return log ? axisTicks({ min: 10 ** low, max: 10 ** high, scale: 'log' }, Math.max(2, most)) : axisTicks({ min: low, max: high, scale: 'linear' }, Math.max(2, most))
}

function segment(context: Context, color: string, x1: number, y1: number, x2: number, y2: number): void {
  context.strokeStyle = color
  context.beginPath()
  context.moveTo(x1, y1)
  context.lineTo(x2, y2)
  context.stroke()
}

function label(context: Context, text: string, x: number, y: number, align: CanvasTextAlign, baseline: CanvasTextBaseline): void {
  context.textAlign = align
  context.textBaseline = baseline
  if (context.lineWidth > 1) context.strokeText(text, x, y)
  context.fillText(text, x, y)
}

/** Lines of a curve plot, the strong ones on top; NaN lifts the pen, and a diverged run ends with a cross. */
export function paintLines(context: Context, lines: readonly Line[], box: PlotBox, theme: ChartTheme): void {
  context.save()
  clipToBox(context, box)
  context.lineJoin = 'round'
  for (const line of lines.toSorted((a, b) => a.alpha - b.alpha)) {
    context.globalAlpha = line.alpha
    context.strokeStyle = line.color
    context.lineWidth = line.width
    context.setLineDash([...line.dash])
    const end = strokeLine(context, line, box)
    context.setLineDash([])
    context.globalAlpha = 1
    if (end !== null && line.diverged && line.part !== 'batch') paintCross(context, end, box, theme, line.color)
  }
  context.restore()
}

function strokeLine(context: Context, { at, values, last }: Line, box: PlotBox): readonly [number, number] | null {
  const mapping = mappingOf(box)
  let end: readonly [number, number] | null = null
  let lifted = true
  context.beginPath()
  for (let i = 0; i <= last; i += 1) {
    const value = values[i] ?? Number.NaN
    const [px, py] = toPixel(mapping, at[i] ?? 0, box.y.log ? Math.log10(value) : value)
    if (Number.isNaN(py)) lifted = true
    else {
      // A loss of 0 is minus infinity on a log axis: the line runs out of the plot's floor.
      end = [px, Math.max(-1e4, Math.min(1e4, py))]
      if (lifted) context.moveTo(...end)
      else context.lineTo(...end)
      lifted = false
    }
  }
  context.stroke()
  return end
}

function paintCross(context: Context, [x, at]: readonly [number, number], { margin, height }: PlotBox, theme: ChartTheme, color: string): void {
  const y = Math.max(margin.t + 6, Math.min(height - margin.b - 6, at))
  for (const [width, ink] of [[5, theme.halo], [2.4, color]] as const) {
    context.lineWidth = width
    segment(context, ink, x - 5, y - 5, x + 5, y + 5)
    segment(context, ink, x + 5, y - 5, x - 5, y + 5)
  }
}

/** Hyper-parameters were changed there. */
export function paintChanges(context: Context, places: readonly number[], box: PlotBox, theme: ChartTheme): void {
  const mapping = mappingOf(box)
  context.save()
  clipToBox(context, box)
  context.setLineDash([3, 3])
  context.lineWidth = 1
  for (const place of places) {
    const [x] = toPixel(mapping, place, 0)
    segment(context, theme.muted, x, box.margin.t, x, box.height - box.margin.b)
  }
  context.restore()
}

export interface Mark {
  readonly x: number
  readonly y: number
  readonly color: string
  readonly shape: 'disc' | 'diamond'
}

/** Points of data, in pixels; a thin rim keeps them off whatever is below. */
export function paintMarks(context: Context, marks: Iterable<Mark>, radius: number, theme: ChartTheme): void {
  context.save()
  context.lineWidth = 1
  context.strokeStyle = theme.background
  for (const { x, y, color, shape } of marks) {
    context.beginPath()
    if (shape === 'disc') context.arc(x, y, radius, 0, 2 * Math.PI)
    else {
      const r = radius * 1.35
      context.moveTo(x, y - r)
      context.lineTo(x + r, y)
      context.lineTo(x, y + r)
      context.lineTo(x - r, y)
      context.closePath()
    }
    context.fillStyle = color
    context.fill()
    context.stroke()
  }
  context.restore()
}

/** RGBA pixels, stretched over a rectangle. */
export function paintPixels(context: Context, pixels: Uint8ClampedArray<ArrayBuffer>, columns: number, rows: number, to: Rectangle, smooth: boolean): void {
  const small = new OffscreenCanvas(columns, rows)
  small.getContext('2d')?.putImageData(new ImageData(pixels, columns, rows), 0, 0)
  context.save()
  context.imageSmoothingEnabled = smooth
  context.imageSmoothingQuality = 'high'
  context.drawImage(small, to.x, to.y, to.width, to.height)
  context.restore()
}

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function innerOf({ width, height, margin }: PlotBox): Rectangle {
  return { x: margin.l, y: margin.t, width: Math.max(1, width - margin.l - margin.r), height: Math.max(1, height - margin.t - margin.b) }
}
