// Parts of the rows: what a look cannot afford to take whole.
import type { Network } from '../../../catalog/network-types.ts'
import { permutation, stream } from '../../../formula/random.ts'
import type { Rows } from '../contract.ts'

type Widths = Pick<Network, 'inputs' | 'outputs'>

/** At most so many, drawn over all of them, since rows may lie in the order of their classes; the same at every call. */
export const someRows = (rows: Rows, most: number, widths: Widths): Rows =>
  rows.count <= most ? rows : pickRows(rows, permutation(0, stream.plane, 0, rows.count).subarray(0, most), widths)

/** The rows of these indices, in their order. */
export function pickRows(rows: Rows, order: Uint32Array, { inputs: features, outputs }: Widths): Rows {
  const inputs = new Float64Array(order.length * features)
  const targets = new Float64Array(order.length * outputs)
  order.forEach((row, i) => {
    inputs.set(rows.inputs.subarray(row * features, (row + 1) * features), i * features)
    targets.set(rows.targets.subarray(row * outputs, (row + 1) * outputs), i * outputs)
  })
  return { count: order.length, inputs, targets }
}
