// The device that fused kernels run on: tfjs's own, so that both exchange buffers without a copy.
import * as tf from '@tensorflow/tfjs'
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { probeDevices } from '../devices.ts'
import { startBackend, withBackend } from '../tfjs/backend.ts'

export interface FusedDevice {
  readonly device: GPUDevice
  /** A CPU in disguise: four runs per invocation pay there. */
  readonly software: boolean
}

let software: Promise<boolean> | null = null

/** @throws Error with one sentence where there is no WebGPU. */
export async function fusedDevice(): Promise<FusedDevice> {
  const device = await withBackend('webgpu')(async () => {
    await startBackend('webgpu')
    const backend = tf.backend()
    if (!(backend instanceof WebGPUBackend)) throw new Error('TensorFlow.js could not start its webgpu backend.')
    return backend.device
  })
  software ??= probeDevices().then((found) => found.some((d) => d.device === 'webgpu' && d.software))
  return { device, software: await software }
}
