// Painting the race over the landscape: paths, step marks, heads, arrows, curvature. Only here are canvases of the
// contour plot painted; what is painted was worked out in charts/.
import type { PlotBox } from '../charts/box.ts'
import type { PixelPath } from '../charts/paths.ts'
import { pointsUpTo } from '../charts/paths.ts'
import type { RunStyle } from '../charts/style.ts'
import type { ChartTheme } from '../charts/theme.ts'
import type { Painter } from './painter.ts'
import { typeScale } from './type-scale.ts'

export interface PaintedRun {
  readonly style: RunStyle
  readonly path: PixelPath
  /** Pixel of every entry, up to the last valid one. */
  readonly pixelAt: (entry: number) => readonly [number, number]
  readonly last: number
  readonly diverged: boolean
}

export interface RacePaint {
  readonly box: PlotBox
  readonly theme: ChartTheme
  readonly runs: readonly PaintedRun[]
  readonly selectedRun: number
  /** Steps between two marks on a path. */
  readonly marks: number
}

export function clipToBox(context: Painter, { width, height, margin }: PlotBox): void {
  context.beginPath()
  context.rect(margin.l, margin.t, width - margin.l - margin.r, height - margin.t - margin.b)
  context.clip()
}

/** The whole ways, faint: where the race will go. */
export function paintGhosts(context: Painter, { box, runs }: Pick<RacePaint, 'box' | 'runs'>): void {
  context.save()
  clipToBox(context, box)
  context.lineJoin = 'round'
  context.globalAlpha = 0.3
  context.lineWidth = 1.25
  for (const { style, path } of runs) {
    context.strokeStyle = style.color
    trace(context, path.at, path.step.length)
    context.stroke()
  }
  context.restore()
}

/** The selected run lies on top. */
function inOrder({ runs, selectedRun }: RacePaint): readonly PaintedRun[] {
  return runs.toSorted((a, b) => Number(a.style.index === selectedRun) - Number(b.style.index === selectedRun))
}

/**
 * The ways from one cursor to a later one, over what is already painted; `from` 0 paints them from the start. While playing
 * this is a few short strokes, however long the race.
 */
export function paintTrails(context: Painter, paint: RacePaint, from: number, to: number): void {
  context.save()
  clipToBox(context, paint.box)
  context.lineJoin = 'round'
  for (const run of inOrder(paint)) if (from < run.last || from === 0) paintTrail(context, run, paint, from, to)
  context.restore()
}

function paintTrail(context: Painter, run: PaintedRun, paint: RacePaint, from: number, to: number): void {
  const { theme, selectedRun } = paint
  const { path, style } = run
  const bold = style.index === selectedRun
  // A stroke begins one point early, so that its halo does not bite into the end of the one before.
  const first = Math.max(0, pointsUpTo(path, from) - 2)
  const count = pointsUpTo(path, to)
  const head = run.pixelAt(Math.min(to, run.last))
  const stroke = (begin: number, width: number, color: string): void => {
    context.beginPath()
    context.moveTo(path.at[2 * begin] ?? 0, path.at[2 * begin + 1] ?? 0)
    for (let i = begin + 1; i < count; i += 1) context.lineTo(path.at[2 * i] ?? 0, path.at[2 * i + 1] ?? 0)
    context.lineTo(head[0], head[1])
    context.lineWidth = width
    context.strokeStyle = color
    context.stroke()
  }
  context.setLineDash([])
  stroke(from === 0 ? 0 : Math.min(first + 1, Math.max(0, count - 1)), bold ? 5.5 : 4.5, theme.halo)
  context.setLineDash([...style.dash])
  context.lineDashOffset = path.along[first] ?? 0
  stroke(first, bold ? 2.8 : 2.1, style.color)
  context.setLineDash([])
  context.lineDashOffset = 0
  paintMarks(context, run, paint, from, to)
}

/** Where each run stands, and its name. */
export function paintHeads(context: Painter, paint: RacePaint, cursor: number, labels: boolean): void {
  const runs = inOrder(paint)
  context.save()
  clipToBox(context, paint.box)
  for (const run of runs) paintHead(context, run, paint, cursor)
  if (labels) paintLabels(context, runs, paint, cursor)
  context.restore()
}

function trace(context: Painter, at: Float32Array, count: number): void {
  context.beginPath()
  context.moveTo(at[0] ?? 0, at[1] ?? 0)
  for (let i = 1; i < count; i += 1) context.lineTo(at[2 * i] ?? 0, at[2 * i + 1] ?? 0)
}

function paintMarks(context: Painter, run: PaintedRun, { marks, theme }: RacePaint, from: number, to: number): void {
  let [px, py] = [Number.NaN, Number.NaN]
  context.beginPath()
  for (let k = marks; k <= Math.min(to, run.last); k += marks) {
    const [x, y] = run.pixelAt(k)
    // Where a run hardly moves its marks would make one blot.
    if (Math.abs(x - px) + Math.abs(y - py) < 7) continue
    if (k > from) {
      context.moveTo(x + 2.6, y)
      context.arc(x, y, 2.6, 0, 2 * Math.PI)
    }
    px = x
    py = y
  }
  context.fillStyle = theme.background
  context.fill()
  context.strokeStyle = run.style.color
  context.lineWidth = 1.4
  context.stroke()
}

function paintHead(context: Painter, run: PaintedRun, { theme, selectedRun }: RacePaint, cursor: number): void {
  const [x, y] = run.pixelAt(Math.min(cursor, run.last))
  const radius = run.style.index === selectedRun ? 7 : 5.5
  context.beginPath()
  if (run.diverged && cursor > run.last) cross(context, x, y, radius)
  else context.arc(x, y, radius, 0, 2 * Math.PI)
  context.lineWidth = 5
  context.strokeStyle = theme.halo
  context.stroke()
  context.fillStyle = run.style.color
  context.fill()
  context.lineWidth = 2
  context.strokeStyle = run.diverged && cursor > run.last ? run.style.color : theme.background
  context.stroke()
}

function cross(context: Painter, x: number, y: number, r: number): void {
  context.moveTo(x - r, y - r)
  context.lineTo(x + r, y + r)
  context.moveTo(x + r, y - r)
  context.lineTo(x - r, y + r)
}

const lineOf = (): number => 14 * typeScale()
const widths = new Map<string, number>()

/** Measured once: names are few and stay. */
function widthOf(context: Painter, label: string): number {
  const key = `${typeScale()} ${label}`
  const known = widths.get(key)
  if (known !== undefined) return known
  if (widths.size > 500) widths.clear()
  const { width } = context.measureText(label)
  widths.set(key, width)
  return width
}

/** Each head's name beside it, where no other name stands; the selected run's comes first. */
function paintLabels(context: Painter, runs: readonly PaintedRun[], { box, theme }: RacePaint, cursor: number): void {
  const taken: { readonly x: number; readonly y: number; readonly w: number }[] = []
  const right = box.width - box.margin.r
  const lineHeight = lineOf()
  context.font = `600 ${11.5 * typeScale()}px system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif`
  context.textBaseline = 'middle'
  for (const run of runs.toReversed()) {
    const [x, y] = run.pixelAt(Math.min(cursor, run.last))
    const w = widthOf(context, run.style.label)
    const beside = x + 11 + w < right ? x + 11 : x - 11 - w
    const rows = [0, -lineHeight, lineHeight, -2 * lineHeight, 2 * lineHeight, -3 * lineHeight, 3 * lineHeight].map((shift) => y + shift)
    const row = rows.find((at) => taken.every((t) => Math.abs(t.y - at) >= lineHeight - 1 || t.x > beside + w + 4 || t.x + t.w + 4 < beside))
    if (row === undefined || row < box.margin.t + 6 || row > box.height - box.margin.b - 6) continue
    taken.push({ x: beside, y: row, w })
    context.lineWidth = 3.5
    context.strokeStyle = theme.halo
    context.strokeText(run.style.label, beside, row)
    context.fillStyle = run.style.color
    context.fillText(run.style.label, beside, row)
  }
}

export interface Arrow {
  readonly kind: 'gradient' | 'momentum' | 'update'
  readonly by: readonly [number, number]
}

export function arrowColor(kind: Arrow['kind'], theme: ChartTheme): string {
  const light = { gradient: '#b3261e', momentum: '#6b3fa0', update: '#1c2630' } as const
  const dark = { gradient: '#ff9b92', momentum: '#c9a7f2', update: '#f4f7fa' } as const
  return (theme.scheme === 'light' ? light : dark)[kind]
}

export function paintArrow(context: Painter, [x, y]: readonly [number, number], { kind, by }: Arrow, theme: ChartTheme): void {
  const [dx, dy] = by
  const angle = Math.atan2(dy, dx)
  const tip = [x + dx, y + dy] as const
  const wing = (turn: number): readonly [number, number] => [tip[0] - 8 * Math.cos(angle + turn), tip[1] - 8 * Math.sin(angle + turn)]
  const [a, b] = [wing(0.45), wing(-0.45)]
  for (const [width, color] of [[5, theme.halo], [2.2, arrowColor(kind, theme)]] as const) {
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(tip[0], tip[1])
    context.moveTo(a[0], a[1])
    context.lineTo(tip[0], tip[1])
    context.lineTo(b[0], b[1])
    context.lineWidth = width
    context.strokeStyle = color
    context.stroke()
  }
}

/** Around `at`; pixels already. */
export function paintRing(context: Painter, [x, y]: readonly [number, number], points: readonly (readonly [number, number])[], theme: ChartTheme): void {
  context.beginPath()
  for (const [dx, dy] of points) context.lineTo(x + dx, y + dy)
  context.closePath()
  context.setLineDash([])
  context.lineWidth = 3.5
  context.strokeStyle = theme.halo
  context.stroke()
  context.lineWidth = 1.4
  context.strokeStyle = theme.text
  context.stroke()
}
