// A graph convolution network in float64, its gradient by hand: H' = act(Â H W) layer by layer, the last without act. Each
// node's features are its own number (the identity), so the first layer is Â W. Matrices are row-major.
import type { TensorSpec } from '../../../catalog/network-types.ts'
import { hash, stream, uniform } from '../../../formula/random.ts'
import { compileActivation } from '../../network/activation.ts'
import type { ActivationProgram } from '../../network/activation.ts'
import { lossOf } from '../../network/loss.ts'
import type { LossProgram } from '../../network/loss.ts'

interface GraphNetworkSetup {
  /** Â, symmetric, [nodes, nodes] */
  readonly propagation: Float64Array
  readonly nodes: number
  /** Units of every layer, the last being the classes. */
  readonly widths: readonly number[]
  /** A formula of z. */
  readonly activation: string
  readonly loss: LossProgram
}

/** Who is known: the nodes, and what they are, one-hot, [nodes.length, classes]. */
export interface Known {
  readonly nodes: readonly number[]
  readonly targets: Float64Array
}

export class GraphNetwork {
  readonly tensors: readonly TensorSpec[]
  readonly params: number
  private readonly setup: GraphNetworkSetup
  private readonly activation: ActivationProgram

  constructor(setup: GraphNetworkSetup) {
    this.setup = setup
    this.activation = compileActivation(setup.activation)
    let offset = 0
    this.tensors = setup.widths.map((fanOut, i) => {
      const fanIn = setup.widths[i - 1] ?? setup.nodes
      const tensor = { name: `W${i + 1}`, offset, size: fanIn * fanOut, shape: [fanIn, fanOut], fanIn, fanOut, matrix: true }
      offset += tensor.size
      return tensor
    })
    this.params = offset
  }

  /** Uniform within sqrt(6/(fan_in + fan_out)) (Glorot & Bengio 2010), as Kipf & Welling do. */
  initial(seed: number): Float64Array {
    return Float64Array.from(this.tensors.flatMap(({ size, fanIn, fanOut }, k) =>
      Array.from({ length: size }, (_, i) => Math.sqrt(6 / (fanIn + fanOut)) * (2 * uniform(hash(seed, stream.weights, 0, k, i)) - 1)),
    ))
  }

  /** Values after each layer, [nodes, units]; the last are raw outputs. */
  forward(params: Float64Array): Float64Array[] {
    return this.layers(params).map(({ out }) => out)
  }

  /** Mean loss over the known nodes. `gradient`, [params], is overwritten. */
  lossAndGradient(params: Float64Array, known: Known, gradient: Float64Array): number {
    const { nodes, widths, propagation, loss } = this.setup
    const layers = this.layers(params)
    const classes = widths.at(-1) ?? 0
    const raw = layers.at(-1)?.out ?? new Float64Array(0)
    const outputs = Float64Array.from(known.nodes.flatMap((node) => [...raw.subarray(node * classes, (node + 1) * classes)]))
    const value = lossOf(loss, outputs, known.targets, known.nodes.length, classes, outputs)
    let slope: Float64Array = new Float64Array(nodes * classes)
    known.nodes.forEach((node, i) => slope.set(outputs.subarray(i * classes, (i + 1) * classes), node * classes))
    for (let l = layers.length - 1; l >= 0; l--) {
      const [layer, tensor] = [layers[l], this.tensors[l]]
      if (!layer || !tensor) break
      const { offset, size, fanIn, fanOut } = tensor
      gradient.set(product(transposed(layer.averaged, nodes, fanIn), slope, fanIn, nodes, fanOut), offset)
      const below = layers[l - 1]
      if (!below) break
      const back = product(slope, transposed(params.subarray(offset, offset + size), fanIn, fanOut), nodes, fanOut, fanIn)
      const bends = new Float64Array(below.sum.length)
      this.activation.slopes(below.sum, bends)
      slope = product(propagation, back, nodes, nodes, fanIn).map((v, i) => v * (bends[i] ?? 0))
    }
    return value
  }

  /** Of each layer: Â H, its sums Â H W, and what comes out. */
  private layers(params: Float64Array): { readonly averaged: Float64Array; readonly sum: Float64Array; readonly out: Float64Array }[] {
    const { nodes, propagation } = this.setup
    let averaged = propagation
    return this.tensors.map(({ offset, size, fanIn, fanOut }, l) => {
      const here = averaged
      const sum = product(here, params.subarray(offset, offset + size), nodes, fanIn, fanOut)
      const last = l === this.tensors.length - 1
      const out = last ? sum : new Float64Array(sum.length)
      if (!last) {
        this.activation.run(sum, out)
        averaged = product(propagation, out, nodes, nodes, fanOut)
      }
      return { averaged: here, sum, out }
    })
  }
}

/** [rows, inner] by [inner, columns] */
function product(a: Float64Array, b: Float64Array, rows: number, inner: number, columns: number): Float64Array {
  const out = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const value = a[i * inner + k] as number
      // Most members are no friends.
      if (value === 0) continue
      for (let j = 0; j < columns; j++) out[i * columns + j] = (out[i * columns + j] as number) + value * (b[k * columns + j] as number)
    }
  }
  return out
}

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const out = new Float64Array(matrix.length)
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j * rows + i] = matrix[i * columns + j] as number
  return out
}
