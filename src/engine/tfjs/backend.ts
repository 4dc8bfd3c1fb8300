// tfjs and its backends, loaded on first need: the page races on the reference without them.
import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-webgpu'
import type { WithBackend } from './stepper.ts'

/** `cpu` is tfjs in plain JavaScript, for tests: the float64 reference is several times as fast. */
export type Backend = 'webgpu' | 'webgl' | 'cpu'

let queue: Promise<unknown> = Promise.resolve()

/** Starts a backend and proves that it is the one in use. @throws Error with one sentence when tfjs would fall back. */
export async function startBackend(name: Backend): Promise<void> {
  // Small tensors would otherwise be computed on the CPU, and the device never be used at all.
  if (name !== 'cpu') tf.env().set(name === 'webgpu' ? 'WEBGPU_CPU_FORWARD' : 'WEBGL_CPU_FORWARD', false)
  // WebGPU: one way to multiply matrices (3: MatMulPackedProgram) whatever their size, so that a batch of runs has the numbers of its
  // runs alone; the ways for small outputs take a hundred times as long on software adapters.
  if (name === 'webgpu') tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', 3)
  // WebGL: shapes in uniforms, so that shaders are compiled once per operation and not per shape.
  if (name === 'webgl') tf.env().set('WEBGL_USE_SHAPES_UNIFORMS', true)
  const started = await tf.setBackend(name)
  if (!started || tf.getBackend() !== name) throw new Error(`TensorFlow.js could not start its ${name} backend.`)
  if (name === 'webgl' && tf.env().getNumber('WEBGL_VERSION') < 2) throw new Error('TensorFlow.js found no WebGL 2 here.')
}

/** One piece of work at a time has the backend: tfjs knows a single current one. */
export const withBackend = (name: Backend): WithBackend => (work) => {
  const turn = queue.then(async () => {
    if (tf.getBackend() !== name) await startBackend(name)
    return work()
  })
  queue = turn.catch(() => undefined)
  return turn
}
