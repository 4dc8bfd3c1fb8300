// Batches as kernels read them: rows in fours, each number of four rows side by side.
import type { Network } from '../../../catalog/network-types.ts'
import type { Batch } from '../contract.ts'
import { rowOf } from './kernel.ts'

/** Batches of some steps, one after the other. */
export class BatchPack {
  /** [step]: first four of rows, rows. */
  readonly index: Uint32Array<ArrayBuffer>
  most = 0
  private readonly row: ReturnType<typeof rowOf>
  private readonly network: Network
  private values = new Float32Array(1024)
  private fours = 0
  private steps = 0

  constructor(network: Network, steps: number) {
    this.network = network
    this.row = rowOf(network)
    this.index = new Uint32Array(2 * steps)
  }

  get floats(): number {
    return this.fours * 4 * this.row.size
  }

  get data(): Float32Array<ArrayBuffer> {
    return this.values.subarray(0, this.floats)
  }

  add({ count, inputs, targets, masks }: Batch): void {
    const { network, row } = this
    this.index.set([this.fours, count], 2 * this.steps++)
    this.most = Math.max(this.most, count)
    const base = this.floats
    this.fours += Math.ceil(count / 4)
    this.makeRoom()
    this.columns(base, count, inputs, network.inputs)
    this.columns(base + 4 * row.targets, count, targets, network.outputs)
    row.masks.forEach((at, k) => this.columns(base + 4 * at, count, masks[k] ?? [], (row.masks[k + 1] ?? row.size) - at))
  }

  private columns(base: number, count: number, from: ArrayLike<number>, width: number): void {
    const { values, row } = this
    for (let r = 0, i = 0; r < count; r++) {
      let to = base + (r >> 2) * 4 * row.size + (r & 3)
      for (let c = 0; c < width; c++, i++, to += 4) values[to] = from[i] as number
    }
  }

  private makeRoom(): void {
    if (this.values.length >= this.floats) return
    const larger = new Float32Array(2 * this.floats)
    larger.set(this.values)
    this.values = larger
  }
}
