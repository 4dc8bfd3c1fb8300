// Which device a rollout runs on, and why, in a sentence that the page shows as it is.
import type { DeviceId, DeviceReport } from '../protocol/messages.ts'
import type { DeviceChoice } from '../scenario/types.ts'

export interface Chosen {
  readonly device: DeviceId
  readonly adapter: string
  readonly reason: string
}

export const referenceDevice = { device: 'cpu', adapter: 'JavaScript, float64' } as const

const names: Readonly<Record<DeviceId, string>> = { webgpu: 'WebGPU', webgl: 'WebGL', cpu: 'The float64 reference' }
const insteadOfIt = `${names.cpu} runs instead.`

/**
 * `auto` takes the fastest for a race in the plane: a fused kernel on a graphics card, else the reference, since a software
 * adapter needs longer to start a kernel than the reference needs for the whole race.
 */
export function chooseDevice(choice: DeviceChoice, devices: readonly DeviceReport[]): Chosen {
  if (choice !== 'auto') return chosenByHand(choice, devices)
  const gpu = devices.find((d) => d.device === 'webgpu' && d.available && !d.software)
  if (gpu) return { device: 'webgpu', adapter: gpu.detail, reason: 'One kernel on the graphics card runs all steps of all runs.' }
  const software = devices.some((d) => d.device === 'webgpu' && d.available)
  return { ...referenceDevice, reason: `${names.cpu} is the fastest here for a race${software ? ': WebGPU is only simulated in software.' : '.'}${why(devices)}` }
}

/** Whether TensorFlow.js runs it, at milliseconds a step: WebGL has no kernels of ours. */
export const isComposed = (choice: DeviceChoice, device: DeviceId): boolean => device === 'webgl' || (device === 'webgpu' && choice === 'webgpu_composed')

/** The device that was asked for, or the reference and the sentence why. */
export function chosenByHand(choice: Exclude<DeviceChoice, 'auto'>, devices: readonly DeviceReport[]): Chosen {
  if (choice === 'cpu') return { ...referenceDevice, reason: 'Chosen by hand.' }
  const device = choice === 'webgpu_composed' ? 'webgpu' : choice
  const report = devices.find((d) => d.device === device)
  if (report?.available) {
    return { device, adapter: report.detail, reason: `Chosen by hand.${report.software ? ' It is a software adapter: correct, but slow.' : ''}` }
  }
  return { ...referenceDevice, reason: [`${names[device]} was asked for.`, report?.detail ?? 'It is not there.', insteadOfIt].join(' ') }
}

/**
 * For thousands of runs at once a fused kernel wins wherever there is WebGPU, software adapters included (see the
 * benchmark); native rules have no kernel.
 */
export function chooseForMany(choice: DeviceChoice, devices: readonly DeviceReport[], native: boolean): Chosen {
  const cpu = referenceDevice
  if (native) return { ...cpu, reason: `${names.cpu} runs this rule: it is not elementwise algebra, so it has no kernel.` }
  if (choice === 'cpu') return { ...cpu, reason: 'Chosen by hand.' }
  const gpu = devices.find((d) => d.device === 'webgpu')
  if (choice === 'webgl') return { ...cpu, reason: `Sweeps are fused for WebGPU only. ${insteadOfIt}` }
  if (!gpu?.available) return { ...cpu, reason: `${gpu?.detail ?? 'There is no WebGPU.'} ${insteadOfIt}` }
  const reason = choice === 'webgpu' ? 'Chosen by hand.' : choice === 'webgpu_composed' ? 'Sweeps have no composed reading: one kernel runs all of them.' : `One kernel runs all of them${gpu.software ? ', on a software adapter' : ''}.`
  return { device: 'webgpu', adapter: gpu.detail, reason }
}

/** What is missing, for the reader who wonders. */
function why(devices: readonly DeviceReport[]): string {
  const missing = devices.filter((d) => !d.available).map((d) => d.detail)
  return missing.length > 0 ? ` ${missing.join(' ')}` : ''
}
