// The legend under a picture: names in rows, each behind a piece of its line.
import type { LegendItem } from '../legend.ts'
import type { Painter } from '../painter.ts'

const font = '12px system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'
const [side, gap, mark, row, above] = [12, 18, 24, 20, 6] as const

interface Placed {
  readonly item: LegendItem
  readonly x: number
  readonly y: number
}

export interface LegendLayout {
  readonly height: number
  readonly placed: readonly Placed[]
}

/** Where each name stands in a strip of this width. */
export function layLegend(items: readonly LegendItem[], width: number, widthOf: (text: string) => number): LegendLayout {
  const placed: Placed[] = []
  let [x, y] = [side, above + row / 2]
  for (const item of items) {
    const wide = mark + 6 + widthOf(item.text)
    if (x > side && x + wide > width - side) {
      x = side
      y += row
    }
    placed.push({ item, x, y })
    x += wide + gap
  }
  return { height: items.length === 0 ? 0 : y + row / 2 + 4, placed }
}

export function legendLayout(items: readonly LegendItem[], width: number): LegendLayout {
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (context === null || items.length === 0) return { height: 0, placed: [] }
  context.font = font
  return layLegend(items, width, (text) => context.measureText(text).width)
}

export function paintLegend(painter: Painter, { placed }: LegendLayout, top: number, ink: string): void {
  painter.save()
  painter.font = font
  painter.textBaseline = 'middle'
  for (const { item, x, y } of placed) {
    painter.globalAlpha = item.alpha ?? 1
    painter.beginPath()
    if (item.mark === 'dot') {
      painter.fillStyle = item.color
      painter.arc(x + mark / 2, top + y, 5, 0, 2 * Math.PI)
      painter.fill()
    } else {
      painter.strokeStyle = item.color
      painter.lineWidth = 2.6
      painter.setLineDash([...item.dash])
      painter.moveTo(x, top + y)
      painter.lineTo(x + mark, top + y)
      painter.stroke()
    }
    painter.globalAlpha = 1
    painter.fillStyle = ink
    painter.fillText(item.text, x + mark + 6, top + y)
  }
  painter.restore()
}
