// From a problem and a group's rule to a kernel, or the sentence why not.
import { RefusedRule } from '../../../formula/plane.ts'
import { gradientEvaluations } from '../../../formula/compose.ts'
import type { StepProgram } from '../../../formula/compose.ts'
import type { Node } from '../../../formula/graph.ts'
import type { TrainGroup } from '../../../scenario/network/plan-types.ts'
import { hostShare } from '../../tfjs/host.ts'
import type { HostShare } from '../../tfjs/host.ts'
import type { NetworkProblem } from '../contract.ts'
import { networkStep } from '../step.ts'
import type { NetworkKernel } from './kernel.ts'
import { layoutOf } from './layout.ts'
import type { Layout } from './layout.ts'
import { rolledTrainer } from './rolled.ts'
import { fusedRule, unfusedOperation } from './rule.ts'
import type { FusedRule } from './rule.ts'
import { unrolledTrainer } from './unrolled.ts'

/** Written out, or in loops. */
export type Form = 'unrolled' | 'rolled'

/** What a device can take. */
export interface FusedLimits {
  readonly software: boolean
  readonly subgroups: boolean
  /** Bytes that a workgroup may share, and that one buffer may have. */
  readonly workgroupBytes: number
  readonly bufferBytes: number
}

export const limitsOf = (device: GPUDevice, software: boolean): FusedLimits => ({
  software, subgroups: device.features.has('subgroups'), workgroupBytes: device.limits.maxComputeWorkgroupStorageSize,
  bufferBytes: device.limits.maxStorageBufferBindingSize,
})

/**
 * Parameters, times evaluations in a step, above which a network is not written out: compiling takes half a second for 340 of
 * them, one for 870 and seven for 2400 (a software adapter on two busy cores), longer than many a training.
 */
const longestText = 1300

export interface FusedNetwork {
  readonly form: Form
  readonly step: StepProgram
  readonly rule: FusedRule
  readonly layout: Layout
  readonly kernel: NetworkKernel
  readonly host: HostShare
}

/** `true`, or the sentence why this group is not trained by a fused kernel. @throws FormulaError */
export function fusedFits(problem: NetworkProblem, group: TrainGroup, limits: FusedLimits): true | string {
  const { layers, params } = problem.network
  const layer = layers.find((l) => l.kind === 'conv' || l.kind === 'pool')
  if (layer) return `not fused: the model has a ${layer.kind === 'conv' ? 'convolution' : 'pooling layer'}`
  const step = stepOrReason(group)
  if (typeof step === 'string') return step
  // Parameters, slots and gradients of all runs.
  const bytes = 4 * group.runs.length * params * (2 + step.states.length)
  if (bytes > limits.bufferBytes) return `not fused: ${group.runs.length} networks of ${params} parameters need ${Math.ceil(bytes / 2 ** 20)} MiB in one buffer`
  if (!limits.software) return true
  if (!limits.subgroups) return 'not fused: this browser gives a software adapter no subgroups'
  const evaluations = gradientEvaluations(step) + Number(step.shown.name !== 'theta')
  return formFor(problem, evaluations, limits) === 'unrolled' ? true : `not fused: ${params} parameters are too many to write out for a software adapter`
}

function stepOrReason(group: TrainGroup): StepProgram | string {
  try {
    const step = networkStep(group)
    const op = unfusedOperation(step)
    return op ? `not fused: the rule uses ${op}` : step
  } catch (error) {
    if (error instanceof RefusedRule) return `not fused: ${error.message}`
    throw error
  }
}

/** In loops a software adapter is slower than the reference: there it is for tests and benchmarks. */
export function formFor(problem: Pick<NetworkProblem, 'network'>, evaluations: number, { software, subgroups }: FusedLimits): Form {
  return software && subgroups && problem.network.params * evaluations <= longestText ? 'unrolled' : 'rolled'
}

/** @throws FormulaError, RefusedRule */
export function fusedNetwork(problem: NetworkProblem, group: TrainGroup, columns: Readonly<Record<string, Float64Array>>, limits: FusedLimits, form?: Form): FusedNetwork {
  const step = stepOrReason(group)
  if (typeof step === 'string') throw new RefusedRule(step)
  const host = hostShare([step.theta, step.lr], step.states, group.runs.length, (block) => {
    for (const [name, values] of Object.entries(columns)) block.input(`column:${name}`)?.set(values)
    block.input('T')?.fill(problem.steps)
  })
  const hostStates = new Set<Node>(host.hostStates.keys())
  const rule = fusedRule(step, [...host.boundary.keys()], hostStates)
  const layout = layoutOf(problem.network, rule)
  const chosen = form ?? formFor(problem, rule.evaluations, limits)
  const kernel = chosen === 'unrolled' ? unrolledTrainer({ problem, rule, layout }) : rolledTrainer({ problem, rule, layout }, limits)
  return { form: chosen, step, rule, layout, kernel, host }
}
