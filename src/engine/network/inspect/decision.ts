// What a network says all over a picture of two features: the rows to ask it about, and its answers as colours.
import type { DecisionRequest } from '../../../protocol/network-messages.ts'
import type { Rows } from '../contract.ts'
import type { Scaling } from '../prepare.ts'
import { chosenClass, probabilityOf } from './meaning.ts'
import type { Meaning } from './meaning.ts'
import { unscaled } from './samples.ts'

type Picture = Pick<DecisionRequest, 'features' | 'box' | 'size'>

/**
 * A row for each point, [size, size] with y rising, as the network sees it; all other features at their means, [features]
 * before standardizing.
 */
export function decisionRows({ features: [across, up], box, size }: Picture, means: Float64Array, scaling: Scaling): Rows {
  const width = means.length
  for (const feature of [across, up]) {
    if (!Number.isInteger(feature) || feature < 0 || feature >= width) throw new Error(`features: expected numbers below ${width}, got ${feature}`)
  }
  const seen = (feature: number, value: number): number => (value - (scaling.mean[feature] ?? Number.NaN)) / (scaling.deviation[feature] ?? Number.NaN)
  const rest = means.map((mean, feature) => seen(feature, mean))
  const inputs = new Float64Array(size * size * width)
  for (let point = 0; point < size * size; point++) {
    inputs.set(rest, point * width)
    inputs[point * width + up] = seen(up, along(box[1], Math.floor(point / size), size))
    inputs[point * width + across] = seen(across, along(box[0], point % size, size))
  }
  return { count: size * size, inputs, targets: new Float64Array(0) }
}

/** The value at place `index` of `size` that are spread from end to end. */
export const along = ([low, high]: readonly [number, number], index: number, size: number): number =>
  size === 1 ? (low + high) / 2 : low + ((high - low) * index) / (size - 1)

/** One run's outputs at those rows, [rows, outputs], as a picture of a `DecisionAnswer`. Of several predicted numbers the first is shown. */
export function decisionOf(outputs: Float64Array, count: number, meaning: Meaning, targets: Scaling): { readonly value: Float32Array; readonly chosen: Uint8Array } {
  const value = new Float32Array(count)
  const chosen = new Uint8Array(count)
  for (let row = 0; row < count; row++) {
    if (meaning.task === 'numbers') value[row] = unscaled(outputs[row * meaning.outputs] ?? Number.NaN, 0, targets)
    else {
      const best = chosenClass(outputs, row, meaning)
      chosen[row] = Math.max(0, best)
      value[row] = best < 0 ? Number.NaN : probabilityOf(outputs, row, meaning.outputs <= 2 ? 1 : best, meaning)
    }
  }
  return { value, chosen }
}
