// One stage of a pipeline at work: some layers of a network, the values that each piece of the batch left behind in them, and
// the update of its own parameters. Knows nothing of workers and messages.
import type { Network } from '../../catalog/network-types.ts'
import type { RunSpec } from '../../scenario/types.ts'
import { lossOf } from '../network/loss.ts'
import type { LossProgram } from '../network/loss.ts'
import { referenceLayer } from '../network/reference-layers.ts'
import type { ReferenceLayer } from '../network/reference-layers.ts'
import { Learner } from './learner.ts'

export interface StageSetup {
  readonly network: Network
  readonly run: RunSpec
  /** Of its own layers, [params]. */
  readonly initial: Float64Array
  readonly horizon: number
}

const none = new Float64Array(0)

export class Stage {
  private readonly network: Network
  private readonly layers: readonly ReferenceLayer[]
  private readonly learner: Learner
  private readonly gradient: Float64Array
  /** What each layer was given, [pieces][layers], each [rows, units]. */
  private readonly given: Float64Array[][] = []

  /** @throws FormulaError, RefusedRule */
  constructor({ network, run, initial, horizon }: StageSetup) {
    this.network = network
    this.layers = network.layers.map((layer) => referenceLayer(layer, (tensor) => network.tensors[tensor]?.offset ?? Number.NaN))
    this.gradient = new Float64Array(network.params)
    this.learner = new Learner(run, network.tensors, initial, horizon, (_, gradient) => {
      gradient.set(this.gradient)
      return 0
    })
  }

  /** [params] */
  get params(): Float64Array {
    return this.learner.params
  }

  /** Outputs of one piece, [rows, outputs]; the caller's to give away. */
  forward(piece: number, inputs: Float64Array): Float64Array {
    const rows = this.rowsOf(inputs, this.network.inputs)
    const given: Float64Array[] = []
    let x = inputs
    for (const layer of this.layers) {
      given.push(x)
      const out = new Float64Array(rows * layer.units)
      layer.forward(this.params, x, rows, out, null)
      x = out
    }
    this.given[piece] = given
    return x
  }

  /**
   * From the loss's slopes by a piece's outputs to those by its inputs, the caller's to give away, or none where nobody asks;
   * its gradient is added up.
   */
  backward(piece: number, slopes: Float64Array, asked: boolean): Float64Array | null {
    const rows = this.rowsOf(slopes, this.network.outputs)
    const given = this.given[piece] ?? []
    let dout: Float64Array = slopes
    for (let i = this.layers.length - 1; i >= 0; i--) {
      const x = given[i] ?? none
      const dx = i > 0 || asked ? new Float64Array(x.length) : null
      this.layers[i]?.backward(this.params, x, rows, dout, null, dx, this.gradient)
      dout = dx ?? none
    }
    this.given[piece] = []
    return asked ? dout : null
  }

  /** With the gradients that were added up since the last one. */
  update(): void {
    this.learner.step()
    this.gradient.fill(0)
  }

  private rowsOf(values: Float64Array, width: number): number {
    const rows = values.length / width
    if (!Number.isInteger(rows)) throw new Error(`expected [rows, ${width}], got ${values.length} values`)
    return rows
  }
}

/** A piece's part of the mean loss over the whole batch, and the slopes by its outputs, [rows, outputs]. */
export function pieceLoss(loss: LossProgram, outputs: Float64Array, targets: Float64Array, share: number): { readonly loss: number; readonly slopes: Float64Array } {
  const slopes = new Float64Array(outputs.length)
  const value = lossOf(loss, outputs, targets, outputs.length / loss.classes, loss.classes, slopes)
  for (let i = 0; i < slopes.length; i++) slopes[i] = share * (slopes[i] as number)
  return { loss: share * value, slopes }
}
