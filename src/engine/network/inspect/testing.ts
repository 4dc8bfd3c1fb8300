// For tests of looks: meanings in one word, and ways through parameter space.
import type { Rows } from '../contract.ts'
import type { Meaning } from './meaning.ts'
import type { Track } from './snapshots.ts'

export const binary: Meaning = { task: 'classes', outputs: 1, kind: 'pointwise', targets: 'onehot', output: 'logit' }
export const softmax = (outputs: number): Meaning => ({ task: 'classes', outputs, kind: 'classwise', targets: 'onehot', output: 'logit' })
export const numbers = (outputs: number): Meaning => ({ task: 'numbers', outputs, kind: 'pointwise', targets: 'onehot', output: 'number' })

/** Rows of which only the targets are looked at. */
export const wanted = (targets: readonly number[], outputs = 1): Rows => ({ count: targets.length / outputs, inputs: new Float64Array(0), targets: Float64Array.from(targets) })

export const track = (run: number, points: readonly (readonly number[])[], diverged = false): Track => ({
  run, diverged, entries: points.map((_, i) => 10 * i), points: points.map((point) => Float32Array.from(point)),
})
