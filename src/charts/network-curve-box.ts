// Where the lines of a training's curves stand in their plot.
import type { PlotBox } from './box.ts'
import { curveMargin } from './curves.ts'
import type { Line } from './network-series.ts'
import { linearRange, logRange } from './ranges.ts'

export interface TrainScales {
  readonly logY: boolean
  /** Where the x axis ends. */
  readonly end: number
}

export function trainCurveBox(lines: readonly Line[], size: { readonly width: number; readonly height: number }, { logY, end }: TrainScales): PlotBox {
  return { ...size, margin: curveMargin, x: { log: false, range: [0, end] }, y: { log: logY, range: logY ? logRange(lines) : linearRange(lines) } }
}

/** Whether a log axis would hide something: a rate or an R squared may be below 0. */
export function mayBeLog(lines: readonly Line[]): boolean {
  return lines.every(({ values }) => !values.some((value) => value < 0))
}
