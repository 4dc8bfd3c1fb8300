// Columns of the host on the device, uploaded anew only when their numbers have changed: of a step's host values most stay.
import * as tf from '@tensorflow/tfjs'
import type { Node } from '../../formula/graph.ts'

export class ColumnUploads {
  private readonly known = new Map<Node, { readonly values: Float64Array; readonly tensor: tf.Tensor }>()

  /** [runs, 1]; it stays this class's own. */
  tensor(node: Node, values: Float64Array): tf.Tensor {
    const known = this.known.get(node)
    if (known?.values.every((v, i) => Object.is(v, values[i]))) return known.tensor
    known?.tensor.dispose()
    const tensor = tf.keep(column(values))
    this.known.set(node, { values: values.slice(), tensor })
    return tensor
  }

  dispose(): void {
    for (const { tensor } of this.known.values()) tensor.dispose()
    this.known.clear()
  }
}

export const column = (values: ArrayLike<number>): tf.Tensor2D => tf.tensor2d(Float32Array.from(values), [values.length, 1])
