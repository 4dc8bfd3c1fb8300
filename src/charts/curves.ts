// A curve plot: the frame (axes alone, drawn by Plotly only when an axis changes) and the whole figure for pictures.
import type { Data } from 'plotly.js'
import type { Margin, PlotBox } from './box.ts'
import { axisLayout, baseLayout } from './figure.ts'
import type { Figure } from './figure.ts'
import { linearRange, logRange } from './ranges.ts'
import type { Series } from './series.ts'
import { plotlyDash } from './style.ts'
import type { ChartTheme } from './theme.ts'

export interface CurveScales {
  readonly logX: boolean
  readonly logY: boolean
}

export const curveMargin: Margin = { l: 46, r: 18, t: 8, b: 26 }

export function curveBox(series: readonly Series[], steps: number, size: { readonly width: number; readonly height: number }, scales: CurveScales): PlotBox {
  const { logX, logY } = scales
  return {
    ...size,
    margin: curveMargin,
    x: { log: logX, range: logX ? [0, Math.max(0.3, Math.log10(steps))] : [0, Math.max(1, steps)] },
    y: { log: logY, range: logY ? logRange(series) : linearRange(series) },
  }
}

/** The axes alone. An unseen trace, because Plotly draws no axis without one. */
export function curveFrame(box: PlotBox, theme: ChartTheme): Figure {
  return {
    data: [{ type: 'scatter', mode: 'lines', x: [], y: [], hoverinfo: 'skip' }],
    layout: {
      ...baseLayout(box, theme),
      dragmode: false,
      xaxis: { ...axisLayout(box.x, theme), showgrid: false },
      yaxis: axisLayout(box.y, theme),
    },
  }
}

export function curvePicture(series: readonly Series[], box: PlotBox, theme: ChartTheme, titles: { readonly x: string; readonly y: string }): Figure {
  const frame = curveFrame(box, theme)
  return {
    data: series.map(lineTrace),
    layout: {
      ...frame.layout,
      showlegend: true,
      paper_bgcolor: theme.background,
      margin: { l: 64, r: 20, t: 20, b: 70 },
      xaxis: { ...frame.layout.xaxis, title: { text: titles.x } },
      yaxis: { ...frame.layout.yaxis, title: { text: titles.y } },
      legend: { orientation: 'h', y: -0.2 },
    },
  }
}

function lineTrace({ values, last, label, color, dash }: Series): Data {
  return {
    type: 'scatter',
    mode: 'lines',
    name: label,
    x: Array.from({ length: last + 1 }, (_, k) => k),
    y: values.subarray(0, last + 1),
    line: { color, width: 2, dash: plotlyDash(dash) },
  }
}
