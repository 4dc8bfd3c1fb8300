import * as tf from '@tensorflow/tfjs'
import { it } from 'vitest'
import { onDevice } from '../../tfjs/testing.ts'
it('profile', async () => {
  await onDevice('webgpu', async () => { tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', 3)
    const r = (s: number[]) => tf.ones(s)
    const time = async (name: string, f: () => tf.Tensor) => {
      const once = async (n: number) => { const t0 = performance.now(); const xs = Array.from({ length: n }, f); const l = xs.at(-1)!; await l.data(); tf.dispose(xs); return performance.now() - t0 }
      await once(2)
      console.info(name, ((await once(20)) / 20).toFixed(2), 'ms')
    }
    const A = (x: number[], y: number[], ta = false, tb = false) => { const a = r(x), b = r(y); return () => tf.matMul(a, b, ta, tb) }
    await time('read', () => tf.neg(r([1, 1])))
    await time('fwd 16x2 . 2x8', A([1, 16, 2], [1, 2, 8]))
    await time('fwd 16x8 . 8x8', A([1, 16, 8], [1, 8, 8]))
    await time('fwd 16x8 . 8x1', A([1, 16, 8], [1, 8, 1]))
    await time('dW 8x16 . 16x8', A([1, 16, 8], [1, 16, 8], true))
    await time('dW 8x16 . 16x1', A([1, 16, 8], [1, 16, 1], true))
    await time('dx 16x1 . 1x8', A([1, 16, 1], [1, 8, 1], false, true))
    await time('dx 16x8 . 8x8T', A([1, 16, 8], [1, 8, 8], false, true))
    await time('fwd 8 runs 16x8 . 8x8', A([8, 16, 8], [8, 8, 8]))
    await time('fwd 1 runs 64x64 . 64x32', A([1, 64, 64], [1, 64, 32]))
    await time('seg 1x105 . 105x6', A([1, 105], [105, 6]))
    await time('trap 1x105 . 105x1', A([1, 105], [105, 1]))
    const g = r([1, 105]); const idx = tf.tensor1d(Array.from({ length: 105 }, (_, i) => i % 6), 'int32')
    const six = r([1, 6])
    await time('gather', () => tf.gather(six, idx, 1))
    await time('add', () => tf.add(g, g))
    await time('sum axis1', () => tf.sum(g, 1, true))
    await time('bias sum', () => tf.sum(r([1, 16, 8]), 1))
    await time('tanh', () => tf.tanh(g))
    await time('slice', () => tf.slice(g, [0, 3], [1, 20]))
    await time('concat6', () => tf.concat([six, six, six, six, six, six], 1))
  })
})
