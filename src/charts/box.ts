// Where a plot's area lies inside its element, and from data to pixels. Margins are fixed and ranges are ours, so the
// mapping is known without asking Plotly: layers above a Plotly graph are placed with it.
import type { Range } from '../catalog/types.ts'

export interface Margin {
  readonly l: number
  readonly r: number
  readonly t: number
  readonly b: number
}

/** One axis: `range` in data units, for a log axis in powers of ten (as Plotly has it). */
export interface Axis {
  readonly range: Range
  readonly log: boolean
}

export interface PlotBox {
  readonly width: number
  readonly height: number
  readonly margin: Margin
  readonly x: Axis
  readonly y: Axis
}

/** pixel = offset + scale * (value, or its log10) */
export interface Mapping {
  readonly scaleX: number
  readonly offsetX: number
  readonly scaleY: number
  readonly offsetY: number
}

export function mappingOf({ width, height, margin, x, y }: PlotBox): Mapping {
  const scaleX = Math.max(1, width - margin.l - margin.r) / (x.range[1] - x.range[0])
  const scaleY = -Math.max(1, height - margin.t - margin.b) / (y.range[1] - y.range[0])
  return { scaleX, offsetX: margin.l - scaleX * x.range[0], scaleY, offsetY: margin.t - scaleY * y.range[1] }
}

export function toPixel({ scaleX, offsetX, scaleY, offsetY }: Mapping, x: number, y: number): readonly [number, number] {
  return [offsetX + scaleX * x, offsetY + scaleY * y]
}

export function toData({ scaleX, offsetX, scaleY, offsetY }: Mapping, px: number, py: number): readonly [number, number] {
  return [(px - offsetX) / scaleX, (py - offsetY) / scaleY]
}
