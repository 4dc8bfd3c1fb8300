// A table -> what a model is trained on and what it is judged by: split, standardized, pure. Inputs are float32 whatever the
// device, so that every device and the reference see the same bits.
import type { Table } from '../../catalog/network-types.ts'
import { permutation, stream } from '../../formula/random.ts'

/** Rows of one part, in the order of the table. */
export interface Part {
  readonly count: number
  /** [count, features] */
  readonly inputs: Float32Array
  /** Classes: [count] class indices. Numbers: [count, targetNames], standardized as `targetScaling` says. */
  readonly targets: Float64Array
  /** The row of the table each row is, [count]. */
  readonly rows: Uint32Array
}

/** What the model is given is (value - mean)/deviation; mean 0 and deviation 1 where nothing was changed. */
export interface Scaling {
  readonly mean: Float64Array
  readonly deviation: Float64Array
}

/** Per column, over the training rows, before standardizing. A column of one value has deviation 0. */
export interface Statistics extends Scaling {
  readonly low: Float64Array
  readonly high: Float64Array
}

export interface Prepared {
  readonly table: Table
  readonly train: Part
  readonly validation: Part
  /** Of the features. */
  readonly statistics: Statistics
  readonly inputScaling: Scaling
  readonly targetScaling: Scaling
}

export interface PrepareOptions {
  /** Share of the rows that are trained on, unless the table says which are held out. */
  readonly split: number
  readonly standardize: boolean
  readonly seed: number
}

/** @throws Error when there are too few rows for two parts. */
export function prepare(table: Table, { split, standardize, seed }: PrepareOptions): Prepared {
  if (table.rows < 2) throw new Error(`expected at least two rows, one to train on and one for validation, got ${table.rows}`)
  const [trained, heldOut] = splitRows(table, split, seed)
  const features = { values: table.features, width: table.columns.length }
  const targets = { values: table.targets, width: table.targetNames.length }
  const statistics = statisticsOf(features, trained)
  const inputScaling = standardize ? scalingOf(statistics) : unchanged(features.width)
  const targetScaling = standardize && table.classes === null ? scalingOf(statisticsOf(targets, trained)) : unchanged(targets.width)
  const part = (rows: Uint32Array): Part => ({
    count: rows.length,
    inputs: scaled(features, rows, inputScaling, new Float32Array(rows.length * features.width)),
    targets: scaled(targets, rows, targetScaling, new Float64Array(rows.length * targets.width)),
    rows,
  })
  return { table, train: part(trained), validation: part(heldOut), statistics, inputScaling, targetScaling }
}

/**
 * Every class in proportion: each class's rows are shuffled and laid evenly over 0 … 1, and the cut is made through all of
 * them at once. Each part has at least one row, the training part at least one of each class where it is large enough.
 */
function splitRows(table: Table, split: number, seed: number): readonly [Uint32Array, Uint32Array] {
  if (table.heldOut !== undefined) {
    const all = Uint32Array.from({ length: table.rows }, (_, i) => i)
    return [all.slice(0, table.heldOut), all.slice(table.heldOut)]
  }
  const order = permutation(seed, stream.split, 0, table.rows)
  const classOf = (row: number): number => (table.classes === null ? 0 : (table.targets[row] ?? 0))
  const sizes = new Map<number, number>()
  for (const row of order) sizes.set(classOf(row), (sizes.get(classOf(row)) ?? 0) + 1)
  const seen = new Map<number, number>()
  const places = new Float64Array(table.rows)
  for (const row of order) {
    const k = seen.get(classOf(row)) ?? 0
    seen.set(classOf(row), k + 1)
    places[row] = k / (sizes.get(classOf(row)) ?? 1)
  }
  // Sorting keeps the shuffled order among equals.
  const sorted = [...order].toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
  const cut = Math.min(Math.max(Math.round(split * table.rows), 1), table.rows - 1)
  return [Uint32Array.from(sorted.slice(0, cut)).sort(), Uint32Array.from(sorted.slice(cut)).sort()]
}

/** [rows, width] */
interface Columns {
  readonly values: Float32Array
  readonly width: number
}

function statisticsOf({ values, width }: Columns, rows: Uint32Array): Statistics {
  const [mean, deviation] = [new Float64Array(width), new Float64Array(width)]
  const [low, high] = [new Float64Array(width).fill(Infinity), new Float64Array(width).fill(-Infinity)]
  for (const row of rows) {
    for (let f = 0; f < width; f++) {
      const value = values[row * width + f] ?? 0
      mean[f] = (mean[f] ?? 0) + value / rows.length
      low[f] = Math.min(low[f] ?? 0, value)
      high[f] = Math.max(high[f] ?? 0, value)
    }
  }
  for (const row of rows) {
    for (let f = 0; f < width; f++) deviation[f] = (deviation[f] ?? 0) + ((values[row * width + f] ?? 0) - (mean[f] ?? 0)) ** 2 / rows.length
  }
  // A column of one value is exactly that, without the rounding of its mean.
  for (let f = 0; f < width; f++) {
    const constant = low[f] === high[f]
    if (constant) mean[f] = low[f] ?? 0
    deviation[f] = constant ? 0 : Math.sqrt(deviation[f] ?? 0)
  }
  return { mean, deviation, low, high }
}

/** A column of one value is only moved to 0. */
const scalingOf = ({ mean, deviation }: Statistics): Scaling => ({ mean, deviation: deviation.map((d) => (d === 0 ? 1 : d)) })

const unchanged = (width: number): Scaling => ({ mean: new Float64Array(width), deviation: new Float64Array(width).fill(1) })

function scaled<T extends Float32Array | Float64Array>({ values, width }: Columns, rows: Uint32Array, { mean, deviation }: Scaling, into: T): T {
  rows.forEach((row, i) => {
    for (let f = 0; f < width; f++) into[i * width + f] = ((values[row * width + f] ?? 0) - (mean[f] ?? 0)) / (deviation[f] ?? 1)
  })
  return into
}
