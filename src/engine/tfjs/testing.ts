// For tests only: the devices under test, proven to be in use, and rollouts on them by the way that the page goes.
import * as tf from '@tensorflow/tfjs'
import { planRollout } from '../../scenario/plan.ts'
import type { Plan } from '../../scenario/plan-types.ts'
import type { LandscapeScenario } from '../../scenario/types.ts'
import { traces } from '../testing.ts'
import type { RunTrace } from '../testing.ts'
import { startBackend, withBackend } from './backend.ts'
import type { Backend } from './backend.ts'
import { tfjsStepper } from './stepper.ts'

export const devices: readonly Backend[] = ['webgpu', 'webgl']

/** Work on a device; fails unless tfjs stands on it, before and after, and computes nothing on the CPU on the side. */
export const onDevice = <T>(device: Backend, work: () => Promise<T>): Promise<T> =>
  withBackend(device)(async () => {
    await startBackend(device)
    if (device === 'webgpu' && !(await navigator.gpu.requestAdapter())) throw new Error('no WebGPU adapter')
    if (device !== 'cpu' && tf.env().getBool(device === 'webgpu' ? 'WEBGPU_CPU_FORWARD' : 'WEBGL_CPU_FORWARD')) throw new Error(`${device} forwards to the CPU`)
    const value = await work()
    if (tf.getBackend() !== device) throw new Error(`expected tfjs on ${device}, it is on ${tf.getBackend()}`)
    return value
  })

export const deviceTraces = (device: Backend, plan: Plan, cuts: readonly number[] = []): Promise<RunTrace[]> =>
  traces(plan, cuts, (p, group) => tfjsStepper(p, group, true, (work) => onDevice(device, work)))

export const deviceRollout = (device: Backend, given: LandscapeScenario): Promise<RunTrace[]> => deviceTraces(device, planRollout(given))
