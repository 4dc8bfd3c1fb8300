// WebGL shaders for the very shapes of a network. With shapes as uniforms (which is right for the plane's pairs and columns, see
// tfjs/backend.ts) tfjs 4.22 keeps packed shaders under a key that says whether a tensor lies in its texture as it is shaped, but
// asks that of [1, a, b] as a whole and compiles it for [a, b]: so a product of matrices may read another's layout.
import * as tf from '@tensorflow/tfjs'
import type { WithBackend } from '../../tfjs/stepper.ts'

const flag = 'WEBGL_USE_SHAPES_UNIFORMS'

export const withExactShapes = (withBackend: WithBackend): WithBackend => (work) =>
  withBackend(async () => {
    const before = tf.env().getBool(flag)
    tf.env().set(flag, false)
    try {
      return await work()
    } finally {
      tf.env().set(flag, before)
    }
  })
