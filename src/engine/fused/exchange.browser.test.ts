// Fused kernels and tfjs share a device: what one has computed the other computes on, in the same buffer.
import * as tf from '@tensorflow/tfjs'
import { expect, it } from 'vitest'
import { planRollout } from '../../scenario/plan.ts'
import { scenario } from '../testing.ts'
import { withBackend } from '../tfjs/backend.ts'
import { fusedDevice } from './device.ts'
import { FusedGroup } from './group.ts'
import { summaryRows } from './kernel.ts'
import { readBuffer } from './pipelines.ts'

const runs = 64

it('a summary is a tensor without a copy, and outlives it', async () => {
  const { device } = await fusedDevice()
  const plan = planRollout(scenario({ landscape: 'himmelblau', start: [-1, 2], steps: 50, runs: Array.from({ length: runs }, (_, i) => ({ optimizer: 'adam', hyper: { lr: 0.002 * (i + 1) } })) }))
  const [group] = plan.groups
  if (!group) throw new Error('expected a group')
  const fused = new FusedGroup(device, plan, group, { target: 0, trace: false, lanes: 1 })
  while (fused.remaining > 0) await fused.advance(Infinity)
  const { x, y } = await fused.summary()
  // Copies on the device would be made by an encoder.
  const copies: unknown[] = []
  const copy = GPUCommandEncoder.prototype.copyBufferToBuffer
  const radius = await withBackend('webgpu')(async () => {
    expect(tf.getBackend()).toBe('webgpu')
    GPUCommandEncoder.prototype.copyBufferToBuffer = function (this: GPUCommandEncoder, ...args: unknown[]) {
      copies.push(args[0])
      return Reflect.apply(copy, this, args) as undefined
    }
    try {
      const state = tf.tensor({ buffer: fused.stateBuffer, zeroCopy: true }, [fused.stateBuffer.size / 4 / runs, runs], 'float32')
      const rows = (['x', 'y'] as const).map((name) => state.slice([summaryRows.indexOf(name), 0], [1, runs]))
      const found = tf.tidy(() => tf.addN(rows.map((row) => tf.square(row))))
      const values = await found.data()
      for (const tensor of [...rows, found, state]) tensor.dispose()
      return values
    } finally {
      GPUCommandEncoder.prototype.copyBufferToBuffer = copy
    }
  })
  expect(copies).not.toContain(fused.stateBuffer)
  radius.forEach((value, i) => expect(Math.abs(value - (x[i] ?? Number.NaN) ** 2 - (y[i] ?? Number.NaN) ** 2)).toBeLessThan(1e-4))
  expect([...(await readBuffer(device, fused.stateBuffer, 4 * runs))].every(Number.isFinite)).toBe(true)
  fused.dispose()
})

it('the buffer of a tensor is read by a kernel of ours', async () => {
  const { device } = await fusedDevice()
  const values = await withBackend('webgpu')(async () => {
    const doubled = tf.tidy(() => tf.mul(tf.tensor1d([1, 2, 3, 4]), 2))
    const { buffer, tensorRef } = doubled.dataToGPU()
    if (!buffer) throw new Error('expected tfjs to hand over its buffer')
    const found = await readBuffer(device, buffer, 16)
    for (const tensor of [doubled, tensorRef]) tensor.dispose()
    return found
  })
  expect([...values]).toEqual([2, 4, 6, 8])
})
