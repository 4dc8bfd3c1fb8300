// Soft labels: outputs divided by a temperature, and a network trained to say the same at that temperature (Hinton et al. 2015).
import type { Layer, Network } from '../../catalog/network-types.ts'
import type { Batch } from '../network/contract.ts'
import type { ReferenceNetwork } from '../network/reference-network.ts'

/** softmax(outputs/temperature), [rows, classes]. */
export function softened(outputs: Float64Array, classes: number, temperature: number): Float64Array {
  const shares = new Float64Array(outputs.length)
  for (let from = 0; from < outputs.length; from += classes) {
    const row = outputs.subarray(from, from + classes)
    const most = row.reduce((a, b) => Math.max(a, b), -Infinity)
    const powers = row.map((z) => Math.exp((z - most) / temperature))
    const sum = powers.reduce((a, b) => a + b, 0)
    shares.set(powers.map((p) => p / sum), from)
  }
  return shares
}

/** Loss and gradient of a network at a temperature, times its square. */
export class SoftLoss {
  private readonly network: ReferenceNetwork
  private readonly temperature: number
  /** The parameters of the last layer, [from, to): dividing them divides the outputs. */
  private readonly last: readonly [number, number]
  private readonly cooled: Float64Array

  constructor(network: ReferenceNetwork, temperature: number) {
    this.network = network
    this.temperature = temperature
    this.last = lastLayer(network.network)
    this.cooled = new Float64Array(network.network.params)
  }

  /** `gradient`, [params], is overwritten. */
  lossAndGradient(params: Float64Array, batch: Batch, gradient: Float64Array): number {
    const { cooled, temperature, last } = this
    cooled.set(params)
    for (let i = last[0]; i < last[1]; i++) cooled[i] = (cooled[i] ?? 0) / temperature
    const loss = this.network.lossAndGradient(cooled, batch, gradient)
    const square = temperature ** 2
    // By the chain rule the slope by a weight that was divided is divided too.
    for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] ?? 0) * (i >= last[0] && i < last[1] ? temperature : square)
    return loss * square
  }
}

function lastLayer({ layers, tensors }: Network): readonly [number, number] {
  const layer = layers.findLast((l): l is Layer & { kind: 'dense' } => l.kind === 'dense')
  const kernel = tensors[layer?.kernel ?? -1]
  if (!kernel || layers.at(-1) !== layer) throw new Error('soft labels need a network whose last layer is dense')
  const bias = tensors[layer?.bias ?? -1]
  return [kernel.offset, kernel.offset + kernel.size + (bias?.size ?? 0)]
}
