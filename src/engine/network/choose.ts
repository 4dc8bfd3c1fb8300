// Which device trains, and why, in a sentence that the page shows as it is.
import type { DeviceReport } from '../../protocol/messages.ts'
import type { DeviceChoice } from '../../scenario/types.ts'
import { chosenByHand, isComposed, referenceDevice } from '../choose.ts'
import type { Chosen } from '../choose.ts'

/** What there is to do for one group. */
export interface Job {
  readonly runs: number
  readonly steps: number
  /** Rows of a batch, and parameters of a network. */
  readonly rows: number
  readonly params: number
  /** Inputs, units and outputs, as "2-16-16-1". */
  readonly network: string
  /** Jobs that say the same here share a kernel. */
  readonly kernel: string
  /** `true`, or the sentence why no fused kernel can train it; `null` while that is not known. */
  readonly fits: true | string | null
}

/**
 * Milliseconds that the reference needs, from the benchmark (e2e/bench/results/networks.md): a tenth for each update of a run,
 * and 1.6 for a million multiply-adds.
 */
export const referenceTime = (jobs: readonly Job[]): number =>
  jobs.reduce((sum, { runs, steps, rows, params }) => sum + runs * steps * (0.1 + 1.6e-6 * 3 * rows * params), 0)

/** Starting a kernel takes some tenths of a second on a software adapter, so a short training is over sooner on the reference. */
const worthAKernel = { software: 3000, hardware: 300 }
/** And as much more for each other kernel: half a second to compile one of 340 parameters, one for 870 (see fused-network.ts). */
const anotherKernel = { software: 700, hardware: 100 }
/** Composed operations cost milliseconds an update whatever its size; a card repays them for large networks. */
const worthACard = 20_000
/** So many different networks of a race are named. */
const mostNamed = 3

/**
 * `auto` takes what was measured to be fastest: a fused kernel where it fits and the training is long enough to repay its
 * start, composed operations on a graphics card for large networks, else the reference. WebGPU chosen by hand is fused
 * where it fits, unless composed operations were chosen.
 */
export function chooseForNetworks(choice: DeviceChoice, devices: readonly DeviceReport[], jobs: readonly Job[]): Chosen & { readonly fused: boolean } {
  const gpu = devices.find((d) => d.device === 'webgpu' && d.available)
  const fitting = jobs.filter(({ fits }) => fits === true || fits === null)
  const why = jobs.map(({ fits }) => fits).find((fits) => typeof fits === 'string')
  const named = [...new Set(fitting.map(({ network }) => network))].slice(0, mostNamed).join(', ')
  const rest = typeof why === 'string' ? ` ${sentence(why)}` : ''
  const fit = (fitting.length > 0 ? ` It holds ${named}.` : '') + rest
  if (choice !== 'auto') {
    const chosen = chosenByHand(choice, devices)
    const kernels = chosen.device === 'webgpu' && !isComposed(choice, chosen.device)
    const fused = kernels && fitting.length > 0
    if (fused) return { ...chosen, reason: `${chosen.reason} One kernel trains many steps at a time.${fit}`, fused }
    return { ...chosen, reason: `${chosen.reason}${kernels ? rest : ''}`, fused }
  }
  const time = referenceTime(jobs)
  const kind = gpu?.software === true ? 'software' : 'hardware'
  const kernels = new Set(fitting.map(({ kernel }) => kernel)).size
  if (gpu && fitting.length > 0 && time > worthAKernel[kind] + (kernels - 1) * anotherKernel[kind]) {
    return { device: 'webgpu', adapter: gpu.detail, reason: `One fused kernel trains many steps of all these networks at a time.${fit}`, fused: true }
  }
  if (gpu && !gpu.software && time > worthACard) {
    return { device: 'webgpu', adapter: gpu.detail, reason: `These networks are large enough for the graphics card.${rest}`, fused: false }
  }
  const short = gpu !== undefined && fitting.length > 0
  return { ...referenceDevice, reason: short ? 'So short a training is over on the float64 reference before a kernel has started.' : `The float64 reference is the fastest here.${rest}`, fused: false }
}

/** "not fused: …" as a sentence of its own. */
const sentence = (why: string): string => `${why.charAt(0).toUpperCase()}${why.slice(1)}${why.endsWith('.') ? '' : '.'}`
