// Training rows as they are shown at one step: moved and blurred a little, anew at each step. Every draw has its own key, so
// no result depends on how the steps are cut or which rows share a batch.
import { hash, normal, stream, uniform } from '../../formula/random.ts'
import type { Prepared } from './prepare.ts'

export interface Augmentation {
  /** Noise on each feature, in deviations of the feature. */
  readonly jitter: number
  /** Pictures move by up to so many pixels each way; what comes in is black. */
  readonly shift: number
}

/** Inputs of the training rows `indices` at `step`, [indices, features]; without augmentation as they are. */
export function augment(prepared: Prepared, indices: ArrayLike<number>, step: number, seed: number, { jitter, shift }: Augmentation): Float32Array {
  const width = prepared.table.columns.length
  const batch = new Float32Array(indices.length * width)
  for (let i = 0; i < indices.length; i++) {
    const row = indices[i] ?? 0
    const from = prepared.train.inputs.subarray(row * width, (row + 1) * width)
    const to = batch.subarray(i * width, (i + 1) * width)
    if (shift > 0 && prepared.table.image) shiftInto(to, from, prepared, (axis) => distance(shift, hash(seed, stream.shift, row, step, axis)))
    else to.set(from)
    if (jitter > 0) addJitter(to, prepared, jitter, (f) => normal(seed, stream.jitter, row, step, f))
  }
  return batch
}

/** A whole number from -most to most. */
const distance = (most: number, bits: number): number => Math.floor(uniform(bits) * (2 * most + 1)) - most

function shiftInto(to: Float32Array, from: Float32Array, { table, inputScaling }: Prepared, by: (axis: 0 | 1) => number): void {
  const { width, height } = table.image ?? { width: 0, height: 0 }
  const [dx, dy] = [by(0), by(1)]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [pixel, old] = [y * width + x, (y - dy) * width + (x - dx)]
      const inside = x - dx >= 0 && x - dx < width && y - dy >= 0 && y - dy < height
      const moved = inside ? (from[old] ?? 0) * scaleAt(inputScaling.deviation, old) + (inputScaling.mean[old] ?? 0) : 0
      // Standardizing goes pixel by pixel, so what moves is the picture before it.
      to[pixel] = (moved - (inputScaling.mean[pixel] ?? 0)) / scaleAt(inputScaling.deviation, pixel)
    }
  }
}

const scaleAt = (deviation: Float64Array, index: number): number => deviation[index] ?? 1

/** A feature of one value stays as it is. */
function addJitter(to: Float32Array, { statistics, inputScaling }: Prepared, jitter: number, draw: (feature: number) => number): void {
  for (let f = 0; f < to.length; f++) {
    const size = (jitter * (statistics.deviation[f] ?? 0)) / scaleAt(inputScaling.deviation, f)
    if (size > 0) to[f] = (to[f] ?? 0) + size * draw(f)
  }
}
