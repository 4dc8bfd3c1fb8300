import type { Network } from '../../../catalog/network-types.ts'
import type { Histogram, HistogramsAnswer } from '../../../protocol/network-messages.ts'

const bins = 40

/**
 * How one run's weights spread in each tensor, and the values of each hidden activation. `layerValues` are the values after
 * each layer, [layers][rows, units]. The activation that follows kernel k is named ak.
 */
export function histogramsOf(network: Network, params: Float64Array, layerValues: readonly Float64Array[]): Omit<HistogramsAnswer, 'entry'> {
  const activations: Histogram[] = []
  let kernels = 0
  network.layers.forEach((layer, i) => {
    if (layer.kind === 'dense' || layer.kind === 'conv') kernels++
    if (layer.kind === 'activation') activations.push(histogram(`a${kernels}`, layerValues[i] ?? new Float64Array(0)))
  })
  return { weights: network.tensors.map(({ name, offset, size }) => histogram(name, params.subarray(offset, offset + size))), activations }
}

/** Equal bins from the smallest value to the largest; what is not finite has no place and is left out. */
export function histogram(name: string, values: Float64Array): Histogram {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  const counts = new Int32Array(bins)
  if (low > high) return { name, low: 0, high: 1, counts }
  // Values that are all one still need a width to be drawn with.
  if (low === high) [low, high] = [low - 0.5, high + 0.5]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    const bin = Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { name, low, high, counts }
}
