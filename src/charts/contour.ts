// The landscape as filled contours with its minima: the still ground that paths are drawn over.
import type { Data } from 'plotly.js'
import type { Point, Range } from '../catalog/types.ts'
import type { Margin, PlotBox } from './box.ts'
import { axisLayout, baseLayout } from './figure.ts'
import type { Figure } from './figure.ts'
import { shortNumber } from './format.ts'
import { fieldScale } from './levels.ts'
import type { FieldScale } from './levels.ts'
import { plotlyDash } from './style.ts'
import type { RunStyle } from './style.ts'
import { cssColor, rampColor } from './theme.ts'
import type { ChartTheme } from './theme.ts'

export interface Surface {
  /** Row-major [rows, columns], y rising with the row. */
  readonly z: Float64Array
  readonly columns: number
  readonly rows: number
  readonly domain: readonly [Range, Range]
}

export interface RunColumns {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly loss: Float64Array
  /** Last valid entry. */
  readonly last: number
}

export interface ContourOptions {
  readonly box: PlotBox
  readonly theme: ChartTheme
  readonly minima: readonly Point[]
  /** A bar with the levels' values at the right. */
  readonly scaleBar: boolean
}

export function contourMargin(scaleBar: boolean): Margin {
  return { l: 44, r: scaleBar ? 62 : 16, t: 10, b: 30 }
}

/** Heights in levels, so that equally spaced contours of the figure are unequally spaced levels of z. */
export function heightRows({ z, columns, rows }: Surface, scale: FieldScale): number[][] {
  if (z.length !== rows * columns) throw new Error(`surface: expected z of [${rows}, ${columns}], got ${z.length} values`)
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, i) => scale.height(z[row * columns + i] ?? Number.NaN)),
  )
}

export function gridLine([low, high]: Range, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / Math.max(1, count - 1))
}

export function contourFigure(surface: Surface | null, options: ContourOptions): Figure {
  const { box, theme, minima } = options
  const axis = { showgrid: false, fixedrange: false }
  return {
    data: [...(surface === null ? [] : [field(surface, fieldScale(surface.z), options)]), minimaMarks(minima, theme)],
    layout: {
      ...baseLayout(box, theme),
      dragmode: 'pan',
      xaxis: { ...axisLayout(box.x, theme), ...axis },
      yaxis: { ...axisLayout(box.y, theme), ...axis },
    },
  }
}

/** Eleven stops of the ramp: enough for bands that follow it. */
export function colorScale(theme: ChartTheme): [number, string][] {
  return Array.from({ length: 11 }, (_, i) => [i / 10, cssColor(rampColor(theme, i / 10))])
}

function field(surface: Surface, scale: FieldScale, { theme, scaleBar }: ContourOptions): Data {
  const { domain, columns, rows } = surface
  return {
    type: 'contour',
    x: gridLine(domain[0], columns),
    y: gridLine(domain[1], rows),
    z: heightRows(surface, scale),
    zmin: 0,
    zmax: Math.max(1, scale.top),
    colorscale: colorScale(theme),
    autocontour: false,
    contours: { coloring: 'fill', start: 1, end: Math.max(1, scale.top - 1), size: 1 },
    line: { width: 0.75, color: theme.contour, smoothing: 0 },
    showscale: scaleBar,
    ...(scaleBar ? { colorbar: levelBar(scale, theme) } : {}),
    hoverinfo: 'skip',
  }
}

function levelBar(scale: FieldScale, theme: ChartTheme): object {
  const shown = scale.levels.map((_, i) => i).filter((i) => i % 3 === 0 && i <= scale.top)
  return {
    thickness: 8,
    x: 1.01,
    xpad: 0,
    ypad: 0,
    len: 1,
    outlinewidth: 0,
    ticks: '',
    tickfont: { size: 10.5, color: theme.muted },
    tickmode: 'array',
    tickvals: shown,
    ticktext: shown.map((i) => shortNumber(scale.levels[i], 2)),
  }
}

function minimaMarks(minima: readonly Point[], theme: ChartTheme): Data {
  return {
    type: 'scatter',
    mode: 'markers',
    x: minima.map(([x]) => x),
    y: minima.map(([, y]) => y),
    marker: { symbol: 'star', size: 13, color: theme.minimum, line: { color: theme.halo, width: 1.5 } },
    cliponaxis: true,
    hoverinfo: 'skip',
  }
}

/** The whole picture with paths up to `cursor`, for pictures to take away; on the page paths are a layer of their own. */
export function contourPicture(
  surface: Surface | null,
  options: ContourOptions,
  runs: readonly (RunColumns & { readonly style: RunStyle })[],
  cursor: number,
): Figure {
  const figure = contourFigure(surface, options)
  const shown = runs.filter((run) => !run.style.hidden)
  return {
    data: [...figure.data, ...shown.map((run) => pathTrace(run, cursor))],
    layout: { ...figure.layout, showlegend: true, paper_bgcolor: options.theme.background, legend: { orientation: 'h', y: -0.08 } },
  }
}

function pathTrace({ x, y, last, style }: RunColumns & { readonly style: RunStyle }, cursor: number): Data {
  const count = Math.min(last, cursor) + 1
  return {
    type: 'scatter',
    mode: 'lines',
    name: style.label,
    x: x.subarray(0, count),
    y: y.subarray(0, count),
    line: { color: style.color, width: 2, dash: plotlyDash(style.dash) },
    hoverinfo: 'skip',
  }
}
