// The landscape as a 3-D surface with the paths on it. Heights are levels (log spacing) or the loss itself.
import type { Data } from 'plotly.js'
import { colorScale, gridLine, heightRows } from './contour.ts'
import type { RunColumns, Surface } from './contour.ts'
import type { Figure } from './figure.ts'
import { shortNumber } from './format.ts'
import { fieldScale } from './levels.ts'
import type { FieldScale } from './levels.ts'
import { plotlyDash } from './style.ts'
import type { RunStyle } from './style.ts'
import type { ChartTheme } from './theme.ts'

export interface SurfaceOptions {
  readonly width: number
  readonly height: number
  readonly theme: ChartTheme
  /** Heights in levels of the contour plot instead of the loss. */
  readonly logHeight: boolean
  readonly lossTitle: string
  /** What stands across and up, where it is not x and y. */
  readonly names?: readonly [string, string]
}

export type DrawnRun = RunColumns & { readonly style: RunStyle }

/** Points of a 3-D path at most; a screen shows no more. */
const most = 400

/** Paths run so many levels above the surface: between its grid points it is not quite where the loss is. */
const lift = 0.4

/** From a loss to the z of a path. */
function heightOf(surface: Surface, logHeight: boolean): (loss: number) => number {
  const scale = fieldScale(surface.z)
  if (logHeight) return (loss) => scale.height(loss) + lift
  const top = scale.levels.at(-1) ?? 0
  const above = (top - (scale.levels[0] ?? 0)) * (lift / Math.max(1, scale.top))
  return (loss) => Math.min(loss, top) + above
}

/** Traces: the surface, one line per shown run, and one of all heads (moved with `headsAt`). */
export function surfaceFigure(surface: Surface, runs: readonly DrawnRun[], cursor: number, options: SurfaceOptions): Figure {
  const { theme, width, height, logHeight } = options
  const scale = fieldScale(surface.z)
  const shown = runs.filter((run) => !run.style.hidden)
  const toHeight = heightOf(surface, logHeight)
  return {
    data: [ground(surface, scale, options), ...shown.map((run) => line(run, surface, toHeight)), headsTrace(shown, surface, cursor, options)],
    layout: {
      width,
      height,
      autosize: false,
      margin: { l: 0, r: 0, t: 0, b: 0 },
      paper_bgcolor: 'rgba(0,0,0,0)',
      font: { size: 11, color: theme.muted },
      showlegend: false,
      hovermode: false,
      uirevision: 'keep',
      scene: {
        xaxis: sceneAxis(options.names?.[0] ?? 'x', theme),
        yaxis: sceneAxis(options.names?.[1] ?? 'y', theme),
        zaxis: { ...sceneAxis(options.lossTitle, theme), ...(logHeight ? levelTicks(scale) : {}) },
        aspectmode: 'manual',
        aspectratio: { x: 1.25, y: 1.25, z: 0.75 },
        camera: { eye: { x: -0.75, y: -1.2, z: 1.5 }, center: { x: 0, y: 0, z: -0.12 } },
        dragmode: 'turntable',
        hovermode: false,
      },
    },
  }
}

export interface Heads {
  readonly x: number[]
  readonly y: number[]
  readonly z: number[]
}

/** Where each shown run stands at `cursor`. */
export function headsAt(runs: readonly DrawnRun[], surface: Surface, cursor: number, logHeight: boolean): Heads {
  const shown = runs.filter((run) => !run.style.hidden)
  const toHeight = heightOf(surface, logHeight)
  const at = shown.map((run) => place(run, Math.max(0, Math.min(cursor, run.last)), surface, toHeight))
  return { x: at.map((p) => p[0]), y: at.map((p) => p[1]), z: at.map((p) => p[2]) }
}

function place(run: DrawnRun, k: number, { domain }: Surface, toHeight: (loss: number) => number): readonly [number, number, number] {
  const x = run.x[k] ?? Number.NaN
  const y = run.y[k] ?? Number.NaN
  const inside = x >= domain[0][0] && x <= domain[0][1] && y >= domain[1][0] && y <= domain[1][1]
  return inside ? [x, y, toHeight(run.loss[k] ?? Number.NaN)] : [Number.NaN, Number.NaN, Number.NaN]
}

function line(run: DrawnRun, surface: Surface, toHeight: (loss: number) => number): Data {
  const stride = Math.max(1, Math.ceil((run.last + 1) / most))
  const steps = Array.from({ length: Math.ceil((run.last + 1) / stride) }, (_, i) => i * stride)
  if (steps.at(-1) !== run.last && run.last >= 0) steps.push(run.last)
  const points = steps.map((k) => place(run, k, surface, toHeight))
  return {
    type: 'scatter3d',
    mode: 'lines',
    name: run.style.label,
    x: points.map((p) => p[0]),
    y: points.map((p) => p[1]),
    z: points.map((p) => p[2]),
    line: { color: run.style.color, width: 5, dash: plotlyDash(run.style.dash) },
    hoverinfo: 'skip',
  }
}

function headsTrace(shown: readonly DrawnRun[], surface: Surface, cursor: number, { logHeight, theme }: SurfaceOptions): Data {
  return {
    type: 'scatter3d',
    mode: 'markers',
    ...headsAt(shown, surface, cursor, logHeight),
    marker: { size: 6, color: shown.map((run) => run.style.color), line: { color: theme.halo, width: 1 } },
    hoverinfo: 'skip',
  }
}

function ground(surface: Surface, scale: FieldScale, { theme, logHeight }: SurfaceOptions): Data {
  const { domain, columns, rows } = surface
  const levels = heightRows(surface, scale)
  const raw = Array.from({ length: rows }, (_, row) => Array.from(surface.z.subarray(row * columns, (row + 1) * columns)))
  return {
    type: 'surface',
    x: gridLine(domain[0], columns),
    y: gridLine(domain[1], rows),
    z: logHeight ? levels : raw,
    surfacecolor: levels,
    cmin: 0,
    cmax: Math.max(1, scale.top),
    colorscale: colorScale(theme),
    showscale: false,
    opacity: 1,
    lighting: { ambient: 0.75, diffuse: 0.45, specular: 0.05, roughness: 0.9, fresnel: 0 },
    contours: logHeight ? { z: { show: true, start: 1, end: Math.max(1, scale.top - 1), size: 1, color: theme.ridge, width: 1 } } : {},
    hoverinfo: 'skip',
  }
}

function sceneAxis(title: string, theme: ChartTheme): object {
  return {
    title: { text: title, font: { size: 12 } },
    color: theme.muted,
    gridcolor: theme.grid,
    zerolinecolor: theme.grid,
    showbackground: false,
    showspikes: false,
    nticks: 6,
  }
}

function levelTicks(scale: FieldScale): object {
  const shown = scale.levels.map((_, i) => i).filter((i) => i % 4 === 0)
  return { tickmode: 'array', tickvals: shown, ticktext: shown.map((i) => shortNumber(scale.levels[i], 2)) }
}
