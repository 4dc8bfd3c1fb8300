// Losses and gradients of all runs on one batch, at any points [runs, params]. Gradients are tfjs's: runs never mix, so the
// gradient of their losses together is each run's own.
import * as tf from '@tensorflow/tfjs'
import type { Batch, NetworkProblem } from '../contract.ts'
import type { Forward } from './layers.ts'
import type { LossOp } from './loss-op.ts'
import type { Segments } from './segments.ts'

export interface Evaluated {
  /** With penalties, [runs, 1]. */
  readonly loss: tf.Tensor
  /** [runs, params] */
  readonly gradient: tf.Tensor
}

/** A batch on the device. */
export interface BatchTensors {
  /** [1, rows, features] */
  readonly inputs: tf.Tensor
  /** [1, rows, outputs] */
  readonly targets: tf.Tensor
  /** [1, rows, units] each */
  readonly masks: readonly tf.Tensor[]
}

export function uploadBatch({ count, inputs, targets, masks }: Batch): BatchTensors {
  const rows = (values: ArrayLike<number>): tf.Tensor => tf.tensor3d(Float32Array.from(values), [1, count, values.length / count])
  return { inputs: rows(inputs), targets: rows(targets), masks: masks.map(rows) }
}

export interface NetworkOps {
  readonly segments: Segments
  readonly forward: Forward
  readonly loss: LossOp
}

/** Points are few tensors in one step, each asked for more than once: what is known of one is kept. Call inside tf.tidy. */
export function evaluator({ segments, forward, loss }: NetworkOps, penalty: NetworkProblem['penalty'], batch: BatchTensors): (point: tf.Tensor) => Evaluated {
  const known = new Map<tf.Tensor, Evaluated>()
  const learn = tf.valueAndGrads((...tensors: tf.Tensor[]) => loss.learning(forward(tensors, batch.inputs, batch.masks), batch.targets))
  return (point) => {
    const found = known.get(point) ?? penalized(point, segments, penalty, learn(segments.split(point)))
    known.set(point, found)
    return found
  }
}

/** l1·Σ|w| + l2/2·Σw² on kernels. */
function penalized(point: tf.Tensor, segments: Segments, { l1, l2 }: NetworkProblem['penalty'], { value, grads }: { value: tf.Tensor; grads: tf.Tensor[] }): Evaluated {
  const data = tf.add(tf.reshape(value, [-1, 1]), trap(point))
  const gradient = segments.join(grads)
  if (l1 === 0 && l2 === 0) return { loss: data, gradient }
  const kernels = tf.mul(point, segments.shapes.get('tensor:matrix') ?? tf.scalar(Number.NaN))
  const sizes = tf.add(tf.mul(tf.abs(kernels), l1), tf.mul(tf.square(kernels), l2 / 2))
  const pull = tf.add(tf.mul(tf.sign(kernels), l1), tf.mul(kernels, l2))
  return { loss: tf.add(data, tf.sum(sizes, 1, true)), gradient: tf.add(gradient, pull) }
}

/** 0 where all parameters are finite, else not a number: `z > 0 ? z : 0` would hide that a weight is none. */
const trap = (point: tf.Tensor): tf.Tensor => tf.sum(tf.mul(point, 0), 1, true)
