// The flat parameters of runs, [runs, params], as the tensors they are made of: sums over each, numbers of each spread back
// over its lanes, and what needs the shape of a kernel.
import * as tf from '@tensorflow/tfjs'
import type { Network, TensorSpec } from '../../../catalog/network-types.ts'

/** More parameters than this, and a product with a matrix of memberships is slower than a sum for each tensor. */
const manyParams = 2048

export class Segments {
  readonly network: Network
  /** `tensor:matrix`, `tensor:fan_in`, `tensor:fan_out`, each [1, params]. */
  readonly shapes: ReadonlyMap<string, tf.Tensor>
  /** [params, tensors]: 1 where a lane belongs to a tensor; null when there are many parameters. */
  private readonly membership: tf.Tensor2D | null
  /** [params]: the tensor of each lane. */
  private readonly tensorOf: tf.Tensor1D
  private readonly firstLanes: tf.Tensor1D

  constructor(network: Network) {
    this.network = network
    const { tensors, params } = network
    const lanes = tensors.flatMap((spec, i) => Array.from({ length: spec.size }, () => i))
    if (lanes.length !== params) throw new Error(`expected tensors of ${params} parameters together, got ${lanes.length}`)
    const each = (value: (spec: TensorSpec) => number): tf.Tensor => tf.tensor2d([tensors.flatMap((spec) => Array.from({ length: spec.size }, () => value(spec)))])
    this.membership = params > manyParams ? null : tf.tensor2d(lanes.map((lane) => tensors.map((_, i) => Number(i === lane))))
    this.tensorOf = tf.tensor1d(lanes, 'int32')
    this.firstLanes = tf.tensor1d(tensors.map((spec) => spec.offset), 'int32')
    this.shapes = new Map([
      ['tensor:matrix', each((spec) => (spec.matrix ? 1 : 0))], ['tensor:fan_in', each((spec) => spec.fanIn)], ['tensor:fan_out', each((spec) => spec.fanOut)],
    ])
  }

  dispose(): void {
    tf.dispose([this.membership ?? [], this.tensorOf, this.firstLanes, ...this.shapes.values()])
  }

  /** [runs, params] -> sum over each tensor, [runs, tensors]. */
  sums(lanes: tf.Tensor): tf.Tensor {
    const [runs = 1] = lanes.shape
    // One product for each run, so that its digits do not depend on how many there are.
    if (this.membership) return tf.squeeze(tf.matMul(tf.expandDims(lanes, 1), tf.expandDims(this.membership, 0)), [1])
    return tf.concat(this.network.tensors.map(({ offset, size }) => tf.sum(tf.slice(lanes, [0, offset], [runs, size]), 1, true)), 1)
  }

  /** A number of each tensor, [runs, tensors] -> [runs, params]. */
  spread(numbers: tf.Tensor): tf.Tensor {
    return tf.gather(numbers, this.tensorOf, 1)
  }

  /** The other way: from numbers that are the same all over a tensor, one each. */
  gathered(lanes: tf.Tensor): tf.Tensor {
    return tf.gather(lanes, this.firstLanes, 1)
  }

  /** Number of lanes of each tensor, [1, tensors]. */
  sizes(): tf.Tensor {
    return tf.tensor2d([this.network.tensors.map((spec) => spec.size)])
  }

  /** [runs, params] -> one per tensor, [runs, …its shape]. */
  split(lanes: tf.Tensor): tf.Tensor[] {
    const [runs = 1] = lanes.shape
    return this.network.tensors.map(({ offset, size, shape }) => tf.reshape(tf.slice(lanes, [0, offset], [runs, size]), [runs, ...shape]))
  }

  /** The way back from `split`. */
  join(tensors: readonly tf.Tensor[]): tf.Tensor {
    const flat = tensors.map((t) => tf.reshape(t, [t.shape[0] ?? 1, -1]))
    const [only] = flat
    return only && flat.length === 1 ? only : tf.concat(flat, 1)
  }

  /** Each kernel as [runs, fan_in, fan_out] through `change`; the others through `rest`. */
  mapMatrices(lanes: tf.Tensor, change: (matrix: tf.Tensor) => tf.Tensor, rest: (tensor: tf.Tensor) => tf.Tensor): tf.Tensor {
    return this.join(this.split(lanes).map((tensor, i) => {
      const spec = this.network.tensors[i]
      return spec?.matrix ? change(tf.reshape(tensor, [-1, spec.fanIn, spec.fanOut])) : rest(tensor)
    }))
  }
}
