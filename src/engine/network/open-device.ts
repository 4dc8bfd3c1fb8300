// From a choice to a device that really trains: fused kernels or composed tfjs operations on WebGPU, tfjs on WebGL, else the
// reference. What is heavy to load is loaded on first need.
import type { DeviceReport } from '../../protocol/messages.ts'
import type { TrainGroup } from '../../scenario/network/plan-types.ts'
import type { DeviceChoice } from '../../scenario/types.ts'
import { chooseForNetworks } from './choose.ts'
import type { Job } from './choose.ts'
import type { GroupProblem } from './problem.ts'
import { referenceNetworkStepper } from './reference-stepper.ts'
import type { Start } from './session.ts'

type Stepper = Start['stepper']

const reference: Stepper = ({ problem }, group) => referenceNetworkStepper(problem, group)

/** A device that turns out not to start is a sentence: the reference takes over. */
export async function openNetworkDevice(
  choice: DeviceChoice, devices: readonly DeviceReport[], work: readonly { readonly built: GroupProblem; readonly group: TrainGroup }[],
): Promise<Start> {
  const jobs = work.map(({ built, group }) => jobOf(built, group, null))
  const first = chooseForNetworks(choice, devices, jobs)
  try {
    if (!first.fused) return { chosen: first, stepper: first.device === 'cpu' ? reference : await composed(first.device) }
    return await fused(choice, devices, work)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    const failed = devices.map((d) => (d.device === first.device ? { ...d, available: false, detail } : d))
    return { chosen: chooseForNetworks(choice, failed, jobs), stepper: reference }
  }
}

function jobOf({ problem, batches }: GroupProblem, group: TrainGroup, fits: Job['fits']): Job {
  const { rule, schedule, warmup, modifiers, model: { hidden, activation } } = group
  const kernel = JSON.stringify([rule, schedule, warmup, modifiers, hidden, activation])
  return { runs: group.runs.length, steps: problem.steps, rows: batches.samplesAt(1), params: problem.network.params, network: named(problem.network), kernel, fits }
}

const named = ({ inputs, layers }: GroupProblem['problem']['network']): string => [inputs, ...layers.flatMap((l) => (l.kind === 'dense' ? [l.outputs] : []))].join('-')

async function composed(device: 'webgpu' | 'webgl'): Promise<Stepper> {
  const { startBackend, withBackend } = await import('../tfjs/backend.ts')
  const { tfjsNetworkStepper } = await import('./tfjs/stepper.ts')
  await withBackend(device)(() => startBackend(device))
  return ({ problem }, group) => tfjsNetworkStepper(problem, group, withBackend(device))
}

/** Groups that no kernel fits are trained as they would be without one. */
async function fused(choice: DeviceChoice, devices: readonly DeviceReport[], work: Parameters<typeof openNetworkDevice>[2]): Promise<Start> {
  const [{ fusedNetworkDevice }, { fusedFits, limitsOf }, { fusedNetworkStepper }] = await Promise.all([
    import('./fused/device.ts'), import('./fused/fused-network.ts'), import('./fused/stepper.ts'),
  ])
  const { device, software } = await fusedNetworkDevice()
  const limits = limitsOf(device, software)
  const fits = new Map(work.map(({ built, group }) => [group, fusedFits(built.problem, group, limits)]))
  const chosen = chooseForNetworks(choice, devices, work.map(({ built, group }) => jobOf(built, group, fits.get(group) ?? null)))
  const other = chosen.device === 'cpu' || (choice === 'auto' && software) || [...fits.values()].every((fit) => fit === true) ? reference : await composed('webgpu')
  if (!chosen.fused) return { chosen, stepper: other }
  return { chosen, stepper: (built, group) => (fits.get(group) === true ? fusedNetworkStepper(device, built.problem, group, { software }) : other(built, group)) }
}
