// A series as a line of pixels: at most four points for each column of pixels (first, lowest, highest, last), so that a
// line of 100 000 steps costs what the screen can show and still keeps its spikes.
import type { Mapping } from './box.ts'

export interface CurveInput {
  readonly values: ArrayLike<number>
  readonly last: number
  readonly mapping: Mapping
  readonly logX: boolean
  readonly logY: boolean
}

/** x, y pairs in pixels; NaN, NaN lifts the pen. */
export function curvePath({ values, last, mapping, logX, logY }: CurveInput): Float32Array {
  const { scaleX, offsetX, scaleY, offsetY } = mapping
  const out: number[] = []
  let column: Column | null = null
  let penDown = false
  const flush = (): void => {
    if (column === null) return
    for (const [x, y] of pointsOf(column)) out.push(x, y)
    column = null
  }
  for (let k = logX ? 1 : 0; k <= last; k += 1) {
    const value = values[k] ?? Number.NaN
    const y = logY ? Math.log10(value) : value
    if (Number.isNaN(y)) {
      flush()
      if (penDown) out.push(Number.NaN, Number.NaN)
      penDown = false
      continue
    }
    penDown = true
    const px = offsetX + scaleX * (logX ? Math.log10(k) : k)
    const py = clamp(offsetY + scaleY * y)
    if (column !== null && Math.floor(px) === Math.floor(column.firstX)) addTo(column, px, py)
    else {
      flush()
      column = { firstX: px, firstY: py, lastX: px, lastY: py, low: py, high: py }
    }
  }
  flush()
  return Float32Array.from(out)
}

interface Column {
  readonly firstX: number
  readonly firstY: number
  lastX: number
  lastY: number
  low: number
  high: number
}

function addTo(column: Column, px: number, py: number): void {
  column.lastX = px
  column.lastY = py
  if (py < column.low) column.low = py
  if (py > column.high) column.high = py
}

function pointsOf({ firstX, firstY, lastX, lastY, low, high }: Column): (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [[firstX, firstY]]
  if (low < Math.min(firstY, lastY)) points.push([firstX, low])
  if (high > Math.max(firstY, lastY)) points.push([firstX, high])
  if (lastX !== firstX) points.push([lastX, lastY])
  return points
}

/** A loss of 0 is minus infinity on a log axis: the line runs out of the plot's floor. */
const clamp = (py: number): number => Math.max(-1e4, Math.min(1e4, py))

/** The step under a pixel. */
export function stepAt(px: number, mapping: Mapping, logX: boolean, steps: number): number {
  const at = (px - mapping.offsetX) / mapping.scaleX
  return Math.max(0, Math.min(steps, Math.round(logX ? 10 ** at : at)))
}

/** The pixel of a step; on a log axis step 0 stands at the left edge, with step 1. */
export function pixelOfStep(step: number, { scaleX, offsetX }: Mapping, logX: boolean): number {
  return offsetX + scaleX * (logX ? Math.log10(Math.max(1, step)) : step)
}
