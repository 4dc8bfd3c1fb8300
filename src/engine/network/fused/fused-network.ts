// From a problem and a group's rule to a kernel, or the sentence why not.
import { RefusedRule } from '../../../formula/plane.ts'
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
  /** Bytes that a workgroup may share. */
  readonly workgroupBytes: number
}

export const limitsOf = (device: GPUDevice, software: boolean): FusedLimits => ({
  software, subgroups: device.features.has('subgroups'), workgroupBytes: device.limits.maxComputeWorkgroupStorageSize,
})

/** Parameters, times evaluations in a step, above which the text of a network written out takes seconds to compile. */
const longestText = 1200

export interface FusedNetwork {
  readonly form: Form
  readonly step: StepProgram
  readonly rule: FusedRule
  readonly layout: Layout
  readonly kernel: NetworkKernel
  readonly host: HostShare
}

/** `true`, or the sentence why this group is not trained by a fused kernel. */
export function fusedFits(problem: NetworkProblem, group: TrainGroup, limits: FusedLimits): true | string {
  const layer = problem.network.layers.find((l) => l.kind === 'conv' || l.kind === 'pool')
  if (layer) return `not fused: the model has a ${layer.kind === 'conv' ? 'convolution' : 'pooling layer'}`
  try {
    const step = networkStep(group)
    const op = unfusedOperation(step)
    if (op) return `not fused: the rule uses ${op}`
  } catch (error) {
    if (error instanceof RefusedRule) return `not fused: ${error.message}`
    throw error
  }
  const { params } = problem.network
  if (limits.software && formFor(problem, 1, limits) === 'rolled') return `not fused: ${params} parameters are too many to write out for a software adapter`
  return true
}

export function formFor(problem: Pick<NetworkProblem, 'network'>, evaluations: number, { software, subgroups }: FusedLimits): Form {
  return software && subgroups && problem.network.params * evaluations <= longestText ? 'unrolled' : 'rolled'
}

/** @throws FormulaError, RefusedRule */
export function fusedNetwork(problem: NetworkProblem, group: TrainGroup, columns: Readonly<Record<string, Float64Array>>, limits: FusedLimits, form?: Form): FusedNetwork {
  const step = networkStep(group)
  const op = unfusedOperation(step)
  if (op) throw new RefusedRule(`not fused: the rule uses ${op}`)
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
