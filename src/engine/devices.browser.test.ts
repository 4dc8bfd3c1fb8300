// Looking for devices in a real browser, in the page and in a worker, and beside a tfjs that is at work.
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { startEngine } from './client.ts'
import { probeDevices } from './devices.ts'
import { onDevice } from './tfjs/testing.ts'

describe('looking for devices', () => {
  it('finds the same in the page and in a worker', async () => {
    const here = await probeDevices()
    expect(here.map((d) => [d.device, d.available])).toEqual([['webgpu', true], ['webgl', true], ['cpu', true]])
    expect((await startEngine().request('devices', null)).devices).toEqual(here)
  })

  it('many times leaves a tfjs on WebGL at work', async () => {
    await onDevice('webgl', async () => {
      const a = tf.tensor1d([1, 2, 3])
      const before = tf.square(a)
      // Browsers drop the oldest of more than sixteen living contexts: each must have been given back.
      for (let i = 0; i < 40; i++) expect((await probeDevices())[1]?.available).toBe(true)
      const after = tf.add(before, a)
      expect([...(await after.data())]).toEqual([2, 6, 12])
      tf.dispose([a, before, after])
    })
  })
})
