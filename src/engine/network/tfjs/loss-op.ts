// A loss on tfjs: raw outputs [runs, rows, outputs] -> mean loss of each run [runs], with the gradient of its formula.
import * as tf from '@tensorflow/tfjs'
import type { LossProgram } from '../loss.ts'
import { readPointwise, shapedAs, withSlope } from './pointwise.ts'

export interface LossOp {
  /** With its gradient, for training. `targets` are [1, rows, outputs]. */
  readonly learning: (outputs: tf.Tensor, targets: tf.Tensor) => tf.Tensor
  readonly value: (outputs: tf.Tensor, targets: tf.Tensor) => tf.Tensor
}

export function lossOp(program: LossProgram): LossOp {
  const { classes, kind } = program
  /** Of a batch: elements, or rows where a row's classes belong together. */
  const parts = (outputs: tf.Tensor): number => (outputs.shape[1] ?? 0) * (kind === 'classwise' ? 1 : classes)
  const mean = (values: tf.Tensor, outputs: tf.Tensor): tf.Tensor => tf.div(tf.sum(tf.reshape(values, [values.shape[0] ?? 1, -1]), 1), parts(outputs))
  const raw = (outputs: tf.Tensor): tf.Tensor => (kind === 'classwise' ? logSoftmax(outputs) : outputs)
  return {
    value: (outputs, y) => mean(shapedAs(readPointwise([program.value], { raw: raw(outputs), y })[0], outputs), outputs),
    learning: (outputs, y) =>
      withSlope((given) => {
        const inner = raw(given)
        const [value, slope] = readPointwise([program.value, program.slope], { raw: inner, y })
        const wide = shapedAs(slope, given)
        const through = kind === 'classwise' ? tf.sub(wide, tf.mul(tf.exp(inner), tf.sum(wide, 2, true))) : wide
        return { value: mean(shapedAs(value, given), given), slope: tf.div(through, parts(given)) }
      }, (dy, slope) => tf.mul(tf.reshape(dy, [-1, 1, 1]), slope))(outputs),
  }
}

/** Less the largest first, so that no exponential overflows. */
function logSoftmax(outputs: tf.Tensor): tf.Tensor {
  const shifted = tf.sub(outputs, tf.max(outputs, 2, true))
  return tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), 2, true)))
}
