// Looks into networks without training them: raw outputs and losses over many rows, in pieces that bound what lies on the device.
import * as tf from '@tensorflow/tfjs'
import type { Rows } from '../contract.ts'
import type { NetworkOps } from './evaluator.ts'
import { widestRow } from './layers.ts'

/** Numbers in the widest tensor of one piece: 16 MB. */
const room = 2 ** 22

/** [from, count] of pieces of at most `size`. */
const pieces = (total: number, size: number): [number, number][] =>
  Array.from({ length: Math.ceil(total / size) }, (_, i) => [i * size, Math.min(size, total - i * size)])

/** Rows and parameter vectors of one piece: as many rows as there is room for, then as many vectors. */
function cut({ segments }: NetworkOps, rows: number, vectors: number): { rows: [number, number][]; vectors: [number, number][] } {
  const widest = widestRow(segments.network)
  const perPiece = Math.min(rows, Math.max(1, Math.floor(room / widest)))
  return { rows: pieces(rows, perPiece), vectors: pieces(vectors, Math.max(1, Math.floor(room / Math.max(widest * perPiece, segments.network.params)))) }
}

function part(values: Rows['inputs'], count: number, [from, length]: readonly [number, number]): tf.Tensor {
  const width = values.length / count
  return tf.tensor3d(Float32Array.from(values.subarray(from * width, (from + length) * width)), [1, length, width])
}

/** Raw outputs of every run: parameters [runs, params] -> [runs, rows, outputs]. */
export async function outputsOf(ops: NetworkOps, parameters: tf.Tensor, rows: Rows): Promise<Float64Array> {
  const { params, outputs } = ops.segments.network
  const runs = parameters.shape[0] ?? 0
  const all = new Float64Array(runs * rows.count * outputs)
  const plan = cut(ops, rows.count, runs)
  for (const piece of plan.rows) {
    for (const [first, vectors] of plan.vectors) {
      const values = await read(() => ops.forward(ops.segments.split(tf.slice(parameters, [first, 0], [vectors, params])), part(rows.inputs, rows.count, piece), null))
      for (let run = 0; run < vectors; run++) {
        const width = piece[1] * outputs
        all.set(values.subarray(run * width, (run + 1) * width), ((first + run) * rows.count + piece[0]) * outputs)
      }
    }
  }
  return all
}

/** Mean loss over all rows, without penalties, of parameter vectors [count, params]: [count]. */
export async function lossesOf(ops: NetworkOps, parameters: Float64Array, count: number, rows: Rows): Promise<Float64Array> {
  const { params } = ops.segments.network
  if (parameters.length !== count * params) throw new Error(`parameters: expected [${count}, ${params}], got ${parameters.length} values`)
  const sums = new Float64Array(count)
  const plan = cut(ops, rows.count, count)
  for (const [first, vectors] of plan.vectors) {
    const values = Float32Array.from(parameters.subarray(first * params, (first + vectors) * params))
    for (const piece of plan.rows) {
      const losses = await read(() => {
        const outputs = ops.forward(ops.segments.split(tf.tensor2d(values, [vectors, params])), part(rows.inputs, rows.count, piece), null)
        return ops.loss.value(outputs, part(rows.targets, rows.count, piece))
      })
      losses.forEach((loss, i) => (sums[first + i] = (sums[first + i] ?? 0) + loss * piece[1]))
    }
  }
  return sums.map((sum) => sum / rows.count)
}

async function read(work: () => tf.Tensor): Promise<Float32Array> {
  const tensor = tf.tidy(work)
  const values = await tensor.data<'float32'>()
  tensor.dispose()
  return values
}
