// What every Plotly figure here has in common.
import type { Data, Layout } from 'plotly.js'
import type { Axis, PlotBox } from './box.ts'
import { shortNumber } from './format.ts'
import type { ChartTheme } from './theme.ts'

export interface Figure {
  readonly data: readonly Data[]
  readonly layout: Partial<Layout>
}

const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'

/** Fixed size, fixed margins, fixed ranges: nothing that Plotly works out could differ from what layers above assume. */
export function baseLayout({ width, height, margin }: PlotBox, theme: ChartTheme): Partial<Layout> {
  return {
    width,
    height,
    autosize: false,
    margin: { ...margin, pad: 0, autoexpand: false },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: fontFamily, size: 11.5, color: theme.muted },
    showlegend: false,
    hovermode: false,
  }
}

/** Ticks of a log axis stand at whole powers of ten, thinned to at most eight. */
export function axisLayout({ range, log }: Axis, theme: ChartTheme): NonNullable<Layout['yaxis']> {
  const spacing = Math.max(1, Math.ceil((range[1] - range[0]) / 8))
  return {
    type: log ? 'log' : 'linear',
    range: [...range],
    autorange: false,
    fixedrange: true,
    showgrid: true,
    gridcolor: theme.grid,
    zeroline: false,
    linecolor: theme.axis,
    showline: true,
    ticks: 'outside',
    ticklen: 3,
    tickcolor: theme.axis,
    automargin: false,
    nticks: 7,
    ...(log ? logTicks(range, spacing) : { exponentformat: 'e' as const, minexponent: 5 }),
  }
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

function logTicks(range: readonly [number, number], spacing: number): { tickmode: 'array'; tickvals: number[]; ticktext: string[] } {
  const exponents: number[] = []
  for (let e = Math.ceil(range[0] - 1e-9); e <= range[1] + 1e-9; e += 1) if (e % spacing === 0) exponents.push(e)
  return { tickmode: 'array', tickvals: exponents.map((e) => 10 ** e), ticktext: exponents.map(powerOfTen) }
}

/** 0.01, 1, 100; 10⁻⁶ further out. */
export function powerOfTen(exponent: number): string {
  if (exponent >= -2 && exponent <= 3) return shortNumber(10 ** exponent, 4)
  const digits = String(Math.abs(exponent)).replace(/\d/g, (digit) => superscripts[Number(digit)] ?? '')
  return `10${exponent < 0 ? '⁻' : ''}${digits}`
}
