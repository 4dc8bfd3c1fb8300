// From a choice to a device that really runs: fused kernels on WebGPU, composed tfjs operations on WebGL or by choice, else the reference.
// What is heavy to load is loaded on first need.
import type { DeviceId, DeviceReport, RolloutRequest } from '../protocol/messages.ts'
import type { PlanGroup } from '../scenario/plan-types.ts'
import { chooseDevice, isComposed } from './choose.ts'
import { watchGpu } from './device-loss.ts'
import type { Chosen } from './choose.ts'
import type { FusedDevice } from './fused/device.ts'
import { referenceStepper } from './reference-stepper.ts'
import type { GroupStepper } from './stepper.ts'

export type Start = (group: PlanGroup) => GroupStepper

let started: FusedDevice | null = null

async function startFused(): Promise<FusedDevice> {
  const { fusedDevice } = await import('./fused/device.ts')
  const found = await fusedDevice()
  started = found
  watchGpu(found.device).whenLost(() => (started = null))
  return found
}

/** A device that turns out not to start is a sentence, not a failure: the reference takes over. */
export async function openDevice(request: RolloutRequest, devices: readonly DeviceReport[]): Promise<{ chosen: Chosen; start: Start }> {
  const reference: Start = (group) => referenceStepper(request.plan, group, request.slots)
  const chosen = chooseDevice(request.device, devices)
  if (chosen.device === 'cpu') return { chosen, start: reference }
  if (request.device === 'auto' && started === null) {
    // The first picture does not wait for a graphics library to load; the next one is the device's.
    startFused().catch(() => undefined)
    return { chosen: { device: 'cpu', adapter: 'JavaScript, float64', reason: 'The float64 reference runs until WebGPU has started.' }, start: reference }
  }
  try {
    return { chosen, start: isComposed(request.device, chosen.device) ? await composed(request, chosen.device) : await fused(request) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const failed = devices.map((d) => (d.device === chosen.device ? { ...d, available: false, detail } : d))
    return { chosen: chooseDevice(request.device, failed), start: reference }
  }
}

async function fused({ plan, slots }: RolloutRequest): Promise<Start> {
  const { device, software } = started ?? (await startFused())
  const { fusedStepper } = await import('./fused/stepper.ts')
  return (group) => fusedStepper(device, plan, group, slots, software ? 4 : 1)
}

async function composed({ plan, slots }: RolloutRequest, device: Exclude<DeviceId, 'cpu'>): Promise<Start> {
  const { startBackend, withBackend } = await import('./tfjs/backend.ts')
  const { tfjsStepper } = await import('./tfjs/stepper.ts')
  await withBackend(device)(() => startBackend(device))
  return (group) => tfjsStepper(plan, group, slots, withBackend(device))
}
