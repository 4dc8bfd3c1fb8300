// Weights on few levels, as they would be stored in so many bits. Kernels are rounded; biases stay as they are, for they are
// few and each is added only once.
import type { Network, TensorSpec } from '../../catalog/network-types.ts'

export interface Scheme {
  readonly bits: number
  /** Levels lie evenly about 0; otherwise between the smallest weight and the largest, 0 being one of them (Jacob et al. 2018). */
  readonly symmetric: boolean
  /** A scale for each unit's incoming weights instead of one for the kernel. */
  readonly perChannel: boolean
}

/** Weights that share a scale: `count` of them from `from`, each `stride` after the last. */
interface Group {
  readonly from: number
  readonly stride: number
  readonly count: number
}

/** From `params` to `out`, both [params]. */
export function roundWeights({ tensors }: Network, params: Float64Array, scheme: Scheme, out: Float64Array): void {
  out.set(params)
  for (const tensor of tensors) {
    if (!tensor.matrix) continue
    for (const group of groupsOf(tensor, scheme)) roundGroup(params, group, scheme, out)
  }
}

/** Bytes of all parameters: kernels in so many bits with 4 bytes for each scale and each offset, the rest 4 bytes each. Without a scheme float32. */
export function bytesOf({ tensors, params }: Network, scheme: Scheme | null): number {
  if (scheme === null) return 4 * params
  return tensors.reduce((sum, tensor) => {
    if (!tensor.matrix) return sum + 4 * tensor.size
    return sum + Math.ceil((tensor.size * scheme.bits) / 8) + groupsOf(tensor, scheme).length * (scheme.symmetric ? 4 : 8)
  }, 0)
}

function groupsOf({ offset, size, fanOut }: TensorSpec, { perChannel }: Scheme): Group[] {
  if (!perChannel) return [{ from: offset, stride: 1, count: size }]
  return Array.from({ length: fanOut }, (_, unit) => ({ from: offset + unit, stride: fanOut, count: size / fanOut }))
}

function roundGroup(params: Float64Array, { from, stride, count }: Group, scheme: Scheme, out: Float64Array): void {
  const values = Float64Array.from({ length: count }, (_, i) => params[from + i * stride] ?? Number.NaN)
  const level = levelOf(values, scheme)
  values.forEach((value, i) => (out[from + i * stride] = level(value)))
}

/** The level that stands for a value. */
function levelOf(values: Float64Array, { bits, symmetric }: Scheme): (value: number) => number {
  if (bits === 1) return twoLevels(values, symmetric)
  const [low, high] = values.reduce(([least, most], v) => [Math.min(least, v), Math.max(most, v)], [0, 0])
  const top = symmetric ? 2 ** (bits - 1) - 1 : 2 ** bits - 1
  const scale = (symmetric ? Math.max(-low, high) : high - low) / top
  if (scale === 0) return () => 0
  const zero = symmetric ? 0 : Math.round(-low / scale)
  const least = symmetric ? -top : 0
  return (value) => scale * (Math.min(top, Math.max(least, Math.round(value / scale) + zero)) - zero)
}

/** One bit has no room for 0: the mean distance to either side of 0 (Rastegari et al. 2016), or of the mean. */
function twoLevels(values: Float64Array, symmetric: boolean): (value: number) => number {
  const middle = symmetric ? 0 : values.reduce((sum, v) => sum + v, 0) / values.length
  const distance = values.reduce((sum, v) => sum + Math.abs(v - middle), 0) / values.length
  return (value) => middle + (value < middle ? -distance : distance)
}
