// Rows in three parts: to train on, to choose by, and to test with once. Each class in proportion.
import type { Table } from '../../catalog/network-types.ts'
import { prepare } from '../network/prepare.ts'

export interface ThreeWay {
  /** Training rows, then those to choose by, which it says are held out. */
  readonly choosing: Table
  /** The same training rows, then those of the test. */
  readonly testing: Table
}

const test = 0.2
const validation = 0.2

/** Scaling is by the training rows alone in both, so both tables train the same network. */
export function threeWay(table: Table, seed: number): ThreeWay {
  const { heldOut: _, ...whole } = table
  const outer = prepare(whole, { split: 1 - test, standardize: false, seed })
  const inner = prepare(rowsOf(whole, outer.train.rows), { split: 1 - validation / (1 - test), standardize: false, seed })
  const original = (rows: Uint32Array): Uint32Array => rows.map((row) => outer.train.rows[row] ?? 0)
  const train = original(inner.train.rows)
  const followedBy = (rows: Uint32Array): Table => ({ ...rowsOf(whole, Uint32Array.of(...train, ...rows)), heldOut: train.length })
  return { choosing: followedBy(original(inner.validation.rows)), testing: followedBy(outer.validation.rows) }
}

/** These rows in this order. */
function rowsOf(table: Table, rows: Uint32Array): Table {
  const take = (values: Float32Array, width: number): Float32Array => {
    const taken = new Float32Array(rows.length * width)
    rows.forEach((row, i) => taken.set(values.subarray(row * width, (row + 1) * width), i * width))
    return taken
  }
  return { ...table, rows: rows.length, features: take(table.features, table.columns.length), targets: take(table.targets, table.targetNames.length) }
}
