// Painting what the curves of a strategy have beside lines: bands and dots.
import { mappingOf, toPixel } from '../../../charts/box.ts'
import type { PlotBox } from '../../../charts/box.ts'
import type { DrawnSeries } from '../../../charts/strategy-curves.ts'
import type { ChartTheme } from '../../../charts/theme.ts'
import { paintMarks } from '../../network/views/paint.ts'
import type { Context, Mark } from '../../network/views/paint.ts'
import { clipToBox } from '../../plot-canvas.ts'

/** Up along the high edge, back along the low one. */
export function paintBands(context: Context, series: readonly DrawnSeries[], box: PlotBox): void {
  context.save()
  clipToBox(context, box)
  for (const { x, band, color, style, y } of series) {
    if (band === null) continue
    if (style === 'dots') paintBars(context, { x, y, color, ...band }, box)
    else {
      context.globalAlpha = 0.16
      context.fillStyle = color
      context.beginPath()
      for (const [i, place] of x.entries()) context.lineTo(...pixelOf(box, place, band.high[i]))
      for (let i = x.length - 1; i >= 0; i -= 1) context.lineTo(...pixelOf(box, x[i] ?? 0, band.low[i]))
      context.fill()
    }
  }
  context.restore()
}

interface Bars {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  readonly color: string
}

/** Dots are not joined, so neither are their bands. */
function paintBars(context: Context, { x, low, high, color }: Bars, box: PlotBox): void {
  context.globalAlpha = 0.7
  context.strokeStyle = color
  context.lineWidth = 1.4
  for (const [i, place] of x.entries()) {
    context.beginPath()
    context.moveTo(...pixelOf(box, place, low[i]))
    context.lineTo(...pixelOf(box, place, high[i]))
    context.stroke()
  }
}

export function paintDots(context: Context, series: readonly DrawnSeries[], box: PlotBox, theme: ChartTheme): void {
  context.save()
  clipToBox(context, box)
  for (const { style, x, y, color } of series) {
    const marks = Array.from(x, (place, i): Mark => {
      const [px, py] = pixelOf(box, place, y[i])
      return { x: px, y: py, color, shape: 'disc' }
    })
    // A line of few entries shows where they are, a long one where it ends.
    if (style === 'dots') paintMarks(context, marks, marks.length > 120 ? 2.6 : 4, theme)
    else if (style === 'line') paintMarks(context, marks.length <= fewEntries ? marks : marks.slice(-1), 3, theme)
  }
  context.restore()
}

const fewEntries = 12

/** Beyond the finite numbers a canvas draws nothing; far out of the plot is out of the plot. */
function pixelOf(box: PlotBox, place: number, value = Number.NaN): [number, number] {
  const [px, py] = toPixel(mappingOf(box), place, box.y.log ? Math.log10(value) : value)
  return [px, Number.isNaN(py) ? py : Math.max(-1e4, Math.min(1e4, py))]
}
