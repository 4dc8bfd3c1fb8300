// tfjs and its backends, loaded on first need: the page races on the reference without them.
import * as tf from '@tensorflow/tfjs'
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { Watch, watchGl, watchGpu } from '../device-loss.ts'
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
  watchBackend(name)
  if (name === 'webgl' && tf.env().getNumber('WEBGL_VERSION') < 2) throw new Error('TensorFlow.js found no WebGL 2 here.')
}

const watches = new WeakMap<object, Watch>()

/** A backend whose device has gone makes room for a fresh one: the next work starts it. */
function watchBackend(name: Backend): void {
  const backend = tf.backend()
  if (watches.has(backend)) return
  const watch = backend instanceof WebGPUBackend ? watchGpu(backend.device) : backend instanceof tf.MathBackendWebGL ? watchGl(backend.gpgpu.gl) : new Watch()
  watches.set(backend, watch)
  watch.whenLost(() => {
    const factory = tf.findBackendFactory(name)
    tf.removeBackend(name)
    tf.registerBackend(name, factory)
  })
}

/**
 * One piece of work at a time has the backend: tfjs knows a single current one. What is returned is for one holder of tensors: they
 * live on the device of its first work, and go with it.
 * @throws DeviceLost when that device goes, or has gone
 */
export function withBackend(name: Backend): WithBackend {
  let own: Watch | undefined
  return (work) => {
    const turn = queue.then(async () => {
      if (own?.lost !== true && tf.getBackend() !== name) await startBackend(name)
      own ??= watches.get(tf.backend())
      return own ? own.run(work) : work()
    })
    queue = turn.catch(() => undefined)
    return turn
  }
}
