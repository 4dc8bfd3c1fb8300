// Tables as CSV (RFC 4180: comma, CRLF, quotes doubled). A number is written as the shortest text that reads back as the same
// number; what is not finite is left empty.

export type Cell = string | number
export interface Table {
  readonly header: readonly string[]
  readonly rows: Iterable<readonly Cell[]>
}

export function csvText({ header, rows }: Table): string {
  const lines = [header.map(cell).join(',')]
  for (const row of rows) lines.push(row.map(cell).join(','))
  return `${lines.join('\r\n')}\r\n`
}

function cell(value: Cell): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** One run of a race: columns [steps + 1], valid up to `last`. */
export interface RaceRun {
  readonly name: string
  readonly x: Float64Array
  readonly y: Float64Array
  readonly loss: Float64Array
  readonly gradNorm: Float64Array
  readonly lr: Float64Array
  readonly last: number
}

/** One row per run and entry; entry 0 is the start. Runs are numbered from 1, since two may have one name. */
export function raceTable(runs: readonly RaceRun[]): Table {
  const rows = function* (): Generator<readonly Cell[]> {
    for (const [i, { name, x, y, loss, gradNorm, lr, last }] of runs.entries()) {
      for (let k = 0; k <= last; k++) yield [i + 1, name, k, at(x, k), at(y, k), at(loss, k), at(gradNorm, k), at(lr, k)]
    }
  }
  return { header: ['run', 'name', 'step', 'x', 'y', 'loss', 'gradient_norm', 'lr'], rows: rows() }
}

/** One run of a training: step columns [entries], and evaluations, [evaluations]. */
export interface TrainingRun {
  readonly name: string
  readonly loss: Float64Array
  readonly gradNorm: Float64Array
  readonly lr: Float64Array
  readonly steps: Int32Array
  readonly epochs: Float64Array
  readonly trainLoss: Float64Array
  readonly validationLoss: Float64Array
  readonly trainMetric: Float64Array
  readonly validationMetric: Float64Array
}

/** What was found on the rows of both parts, at each evaluation. */
export function evaluationTable(runs: readonly TrainingRun[]): Table {
  const rows = function* (): Generator<readonly Cell[]> {
    for (const [i, r] of runs.entries()) {
      for (let k = 0; k < r.steps.length; k++) {
        yield [i + 1, r.name, r.steps[k] ?? Number.NaN, at(r.epochs, k), at(r.trainLoss, k), at(r.validationLoss, k), at(r.trainMetric, k), at(r.validationMetric, k)]
      }
    }
  }
  return { header: ['run', 'name', 'step', 'epoch', 'train_loss', 'validation_loss', 'train_metric', 'validation_metric'], rows: rows() }
}

/** The loss on each batch. */
export function batchTable(runs: readonly TrainingRun[]): Table {
  const rows = function* (): Generator<readonly Cell[]> {
    for (const [i, { name, loss, gradNorm, lr }] of runs.entries()) {
      for (let k = 0; k < loss.length; k++) yield [i + 1, name, k, at(loss, k), at(gradNorm, k), at(lr, k)]
    }
  }
  return { header: ['run', 'name', 'step', 'batch_loss', 'gradient_norm', 'lr'], rows: rows() }
}

/** A plot of an experiment, its labels in words. */
export interface CurveSet {
  readonly title: string
  readonly x: string
  readonly y: string
  readonly series: readonly { readonly name: string; readonly x: Float64Array; readonly y: Float64Array; readonly low?: Float64Array; readonly high?: Float64Array }[]
}

export function curveTable(sets: readonly CurveSet[]): Table {
  const rows = function* (): Generator<readonly Cell[]> {
    for (const set of sets) {
      for (const { name, x, y, low, high } of set.series) {
        for (let k = 0; k < x.length; k++) yield [set.title, name, set.x, at(x, k), set.y, at(y, k), low ? at(low, k) : '', high ? at(high, k) : '']
      }
    }
  }
  return { header: ['plot', 'series', 'x_axis', 'x', 'y_axis', 'y', 'low', 'high'], rows: rows() }
}

const at = (column: Float64Array, k: number): number => column[k] ?? Number.NaN
