// An approximately orthogonal matrix by Newton-Schulz iteration (Jordan et al. 2024), for the kernels of many runs.
import * as tf from '@tensorflow/tfjs'
import { newtonSchulz } from '../../../formula/orthogonalize.ts'

const [a, b, c] = newtonSchulz

/**
 * @param matrices [runs, n, m]
 * @param steps iterations of each run, [runs], or one number for all
 * @param eps the least norm divided by, [runs, 1] or a scalar
 */
export function orthogonal(matrices: tf.Tensor, steps: ArrayLike<number>, eps: tf.Tensor): tf.Tensor {
  const [, n = 1, m = 1] = matrices.shape
  const turn = (x: tf.Tensor): tf.Tensor => (n > m ? tf.transpose(x, [0, 2, 1]) : x)
  const wide = turn(matrices)
  const norm = tf.sqrt(tf.sum(tf.square(wide), [1, 2], true))
  const counts = Array.from(steps)
  let x: tf.Tensor = tf.div(wide, tf.maximum(norm, tf.reshape(eps, [-1, 1, 1])))
  for (let k = 1; counts.some((count) => count >= k); k++) {
    const next = iterate(x)
    const still = counts.map((count) => (count >= k ? 1 : 0))
    x = still.every((s) => s === 1) ? next : tf.where(tf.cast(tf.tensor3d(still, [still.length, 1, 1]), 'bool'), next, x)
  }
  return turn(x)
}

function iterate(x: tf.Tensor): tf.Tensor {
  const gram = tf.matMul(x, x, false, true)
  const weights = tf.add(tf.mul(gram, b), tf.mul(tf.matMul(gram, gram), c))
  return tf.add(tf.mul(x, a), tf.matMul(weights, x))
}
