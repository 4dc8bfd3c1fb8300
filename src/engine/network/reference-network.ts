// The oracle: a network's loss and gradient in float64, layer by layer, for one run's flat parameter vector.
import type { Network } from '../../catalog/network-types.ts'
import type { Batch, Rows } from './contract.ts'
import { lossOf } from './loss.ts'
import type { LossProgram } from './loss.ts'
import { referenceLayer } from './reference-layers.ts'
import type { ReferenceLayer } from './reference-layers.ts'

/** One layer at work: values out, and the loss's derivative by them, for as many rows as there was ever need. */
interface Stage {
  readonly layer: ReferenceLayer
  /** Which of the batch's masks is this layer's, or -1. */
  readonly mask: number
  out: Float64Array<ArrayBuffer>
  slope: Float64Array<ArrayBuffer>
}

export class ReferenceNetwork {
  readonly network: Network
  private readonly loss: LossProgram
  private readonly penalty: { readonly l1: number; readonly l2: number }
  private readonly stages: readonly Stage[]
  private room = 0
  private input = new Float64Array(0)

  /** @throws FormulaError for an activation that is none. */
  constructor(network: Network, loss: LossProgram, penalty = { l1: 0, l2: 0 }) {
    this.network = network
    this.loss = loss
    this.penalty = penalty
    let masks = 0
    this.stages = network.layers.map((layer) => ({
      layer: referenceLayer(layer, (tensor) => network.tensors[tensor]?.offset ?? Number.NaN),
      mask: layer.kind === 'dropout' ? masks++ : -1,
      out: new Float64Array(0),
      slope: new Float64Array(0),
    }))
  }

  /** Raw outputs, [rows, outputs], without dropout; the array is good until the next call. */
  forward(params: Float64Array, rows: Rows): Float64Array {
    return this.values(params, rows, null).at(-1) ?? this.input
  }

  /** Values after each layer, [rows, units], without dropout unless masks are given; the arrays are good until the next call. */
  layerValues(params: Float64Array, rows: Rows, masks: readonly Float64Array[] | null = null): Float64Array[] {
    return this.values(params, rows, masks)
  }

  /** The loss's derivative by the values after each layer, of the last `lossAndGradient`. */
  layerSlopes(rows: number): Float64Array[] {
    return this.stages.map((s) => s.slope.subarray(0, rows * s.layer.units))
  }

  /** Mean loss with penalties. `gradient`, [params], is overwritten where it is given. */
  lossAndGradient(params: Float64Array, batch: Batch, gradient: Float64Array | null): number {
    const { network, stages } = this
    const values = this.values(params, batch, batch.masks)
    const outputs = values.at(-1) ?? this.input
    const last = stages.at(-1)
    const loss = lossOf(this.loss, outputs, batch.targets, batch.count, network.outputs, gradient && last ? last.slope : null)
    if (gradient) {
      gradient.fill(0)
      for (let i = stages.length - 1; i >= 0; i--) {
        const stage = stages[i] as Stage
        const x = values[i - 1] ?? this.input
        const mask = stage.mask < 0 ? null : (batch.masks[stage.mask] ?? null)
        stage.layer.backward(params, x, batch.count, stage.slope, mask, stages[i - 1]?.slope ?? null, gradient)
      }
    }
    return loss + this.penalize(params, gradient)
  }

  private values(params: Float64Array, rows: Rows, masks: readonly Float64Array[] | null): Float64Array[] {
    if (params.length !== this.network.params) throw new Error(`expected ${this.network.params} parameters, got ${params.length}`)
    this.makeRoom(rows.count)
    this.input.set(rows.inputs.length === rows.count * this.network.inputs ? rows.inputs : rows.inputs.subarray(0, rows.count * this.network.inputs))
    let x: Float64Array = this.input
    for (const { layer, mask, out } of this.stages) {
      layer.forward(params, x, rows.count, out, mask < 0 || masks === null ? null : (masks[mask] ?? null))
      x = out
    }
    return this.stages.map((s) => s.out.subarray(0, rows.count * s.layer.units))
  }

  private makeRoom(rows: number): void {
    if (rows <= this.room) return
    this.room = rows
    this.input = new Float64Array(rows * this.network.inputs)
    for (const stage of this.stages) {
      stage.out = new Float64Array(rows * stage.layer.units)
      stage.slope = new Float64Array(rows * stage.layer.units)
    }
  }

  /** l1·Σ|w| + l2/2·Σw² over kernels. */
  private penalize(params: Float64Array, gradient: Float64Array | null): number {
    const { l1, l2 } = this.penalty
    if (l1 === 0 && l2 === 0) return 0
    let sum = 0
    for (const { offset, size, matrix } of this.network.tensors) {
      if (!matrix) continue
      for (let i = offset; i < offset + size; i++) {
        const w = params[i] as number
        sum += l1 * Math.abs(w) + 0.5 * l2 * w * w
        if (gradient) gradient[i] = (gradient[i] as number) + l1 * Math.sign(w) + l2 * w
      }
    }
    return sum
  }
}
