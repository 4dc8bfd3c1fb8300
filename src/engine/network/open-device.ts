// From a choice to a device that really trains: composed tfjs operations on WebGPU or WebGL, else the reference. tfjs is loaded
// on first need.
import type { DeviceReport } from '../../protocol/messages.ts'
import type { DeviceChoice } from '../../scenario/types.ts'
import { chooseForNetworks } from './choose.ts'
import { referenceNetworkStepper } from './reference-stepper.ts'
import type { Start } from './session.ts'

/** `work`: multiply-adds of one update of all runs. A device that turns out not to start is a sentence: the reference takes over. */
export async function openNetworkDevice(choice: DeviceChoice, devices: readonly DeviceReport[], work: number): Promise<Start> {
  const chosen = chooseForNetworks(choice, devices, work)
  const reference: Start['stepper'] = ({ problem }, group) => referenceNetworkStepper(problem, group)
  if (chosen.device === 'cpu') return { chosen, stepper: reference }
  const { device } = chosen
  try {
    const { startBackend, withBackend } = await import('../tfjs/backend.ts')
    const { tfjsNetworkStepper } = await import('./tfjs/stepper.ts')
    await withBackend(device)(() => startBackend(device))
    return { chosen, stepper: ({ problem }, group) => tfjsNetworkStepper(problem, group, withBackend(device)) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const failed = devices.map((d) => (d.device === device ? { ...d, available: false, detail } : d))
    return { chosen: chooseForNetworks(choice, failed, work), stepper: reference }
  }
}
