// A band around a curve: how the loss of many seeds spreads at each step, as one closed line of pixels.
import type { Mapping } from './box.ts'
import { curvePath } from './curve-path.ts'

export interface BandColumns {
  /** [steps + 1] each. */
  readonly low: Float64Array
  readonly high: Float64Array
}

export interface BandView {
  readonly mapping: Mapping
  readonly logX: boolean
  readonly logY: boolean
}

/** Up along the high edge, back along the low one; x, y pairs in pixels. Infinite losses run out of the plot's top. */
export function bandPath({ low, high }: BandColumns, view: BandView): Float32Array {
  const edge = (values: Float64Array): Float32Array => curvePath({ ...view, values, last: values.length - 1 })
  const [up, down] = [edge(high), edge(low)]
  const out: number[] = []
  for (let i = 0; i + 1 < up.length; i += 2) if (!Number.isNaN(up[i] ?? Number.NaN)) out.push(up[i] ?? 0, up[i + 1] ?? 0)
  for (let i = down.length - 2; i >= 0; i -= 2) if (!Number.isNaN(down[i] ?? Number.NaN)) out.push(down[i] ?? 0, down[i + 1] ?? 0)
  return Float32Array.from(out)
}
