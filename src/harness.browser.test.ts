/**
 * The ground that the browser tests stand on: this Chromium has a WebGPU adapter and WebGL2, in the page and in a worker, and
 * tfjs computes on both. Where one is absent the tests fail here; none of them may fall back in silence.
 */
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-webgpu'
import { describe, expect, test } from 'vitest'

async function probe() {
  const adapter = await navigator.gpu?.requestAdapter()
  const webgl = new OffscreenCanvas(1, 1).getContext('webgl2')
  return { webgpu: Boolean(adapter), webgl: Boolean(webgl), floats: Boolean(webgl?.getExtension('EXT_color_buffer_float')) }
}

async function probeInWorker() {
  const text = `(${probe.toString()})().then((found) => postMessage(found))`
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))
  const found = await new Promise((resolve, reject) => {
    worker.addEventListener('message', (event) => resolve(event.data))
    worker.addEventListener('error', () => reject(new Error('the probe did not start')))
  })
  worker.terminate()
  return found
}

describe('the browser under test', () => {
  test('has WebGPU and WebGL2 in the page', async () => {
    expect(await probe()).toEqual({ webgpu: true, webgl: true, floats: true })
  })

  test('has WebGPU and WebGL2 in a worker', async () => {
    expect(await probeInWorker()).toEqual({ webgpu: true, webgl: true, floats: true })
  })

  test.each(['webgpu', 'webgl'])('computes with tfjs on %s', async (name) => {
    expect(await tf.setBackend(name)).toBe(true)
    expect(tf.getBackend()).toBe(name)
    const cubes = tf.tidy(() => tf.tensor1d([1, 2, 3]).pow(tf.scalar(3)).sum())
    expect(await cubes.data()).toEqual(new Float32Array([36]))
    cubes.dispose()
  })
})
