// A run's way as a line of pixels. Entries closer together than can be seen are left out; each kept point remembers its
// step, so that the part up to the cursor is a prefix.
import { toPixel } from './box.ts'
import type { Mapping } from './box.ts'

export interface PixelPath {
  /** x, y of each point: [2 * points] */
  readonly at: Float32Array
  /** The entry of each point, ascending. */
  readonly step: Int32Array
  /** Way along the line to each point, in pixels: where a dash pattern goes on. */
  readonly along: Float32Array
}

/** Beyond this a canvas no longer draws reliably; what lies there is far outside the plot. */
const far = 20_000

/** `last` is the run's last valid entry. Points nearer than `gap` pixels to the one before are left out, the last one never. */
export function pixelPath(x: ArrayLike<number>, y: ArrayLike<number>, last: number, mapping: Mapping, gap = 0.7): PixelPath {
  const at = new Float32Array(2 * (last + 1))
  const step = new Int32Array(last + 1)
  const along = new Float32Array(last + 1)
  let count = 0
  for (let k = 0; k <= last; k += 1) {
    const [px, py] = clampedPixel(mapping, x[k] ?? Number.NaN, y[k] ?? Number.NaN)
    if (Number.isNaN(px) || Number.isNaN(py)) continue
    const [dx, dy] = count === 0 ? [0, 0] : [px - (at[2 * count - 2] ?? 0), py - (at[2 * count - 1] ?? 0)]
    if (count > 0 && k < last && Math.abs(dx) + Math.abs(dy) < gap) continue
    along[count] = count === 0 ? 0 : (along[count - 1] ?? 0) + Math.hypot(dx, dy)
    at[2 * count] = px
    at[2 * count + 1] = py
    step[count] = k
    count += 1
  }
  return { at: at.subarray(0, 2 * count), step: step.subarray(0, count), along: along.subarray(0, count) }
}

export function clampedPixel(mapping: Mapping, x: number, y: number): readonly [number, number] {
  const [px, py] = toPixel(mapping, x, y)
  return [Math.max(-far, Math.min(far, px)), Math.max(-far, Math.min(far, py))]
}

/** How many points of the path have a step at or before `cursor`. */
export function pointsUpTo({ step }: PixelPath, cursor: number): number {
  let low = 0
  for (let high = step.length; low < high; ) {
    const mid = (low + high) >> 1
    if ((step[mid] ?? 0) <= cursor) low = mid + 1
    else high = mid
  }
  return low
}

/** Every so many steps there is a mark on the path: 1, 2, 5, 10, … so that there are at most `most`. */
export function markSpacing(steps: number, most = 25): number {
  const least = Math.max(1, steps / most)
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5].find((f) => f * power >= least) ?? 10) * power
}
