// One run of the scenario, and what it steps with.
import { optimizerById } from '../../catalog/optimizers/registry.ts'
import type { NumberParam, Optimizer, Param, ParamValue } from '../../catalog/types.ts'
import type { OwnOptimizer, RunSpec } from '../../scenario/types.ts'
import type { AnyRun } from '../edits.ts'
import { useRunsData } from './runs-host.tsx'

export function useRun(index: number): AnyRun | undefined {
  return useRunsData((state) => state.scenario.runs[index])
}

/** What a run steps with: a catalogue entry, or the person's own rule. */
export type Rule = { readonly kind: 'known'; readonly optimizer: Optimizer } | { readonly kind: 'own'; readonly own: OwnOptimizer }

export function ruleOf(run: RunSpec): Rule {
  if (typeof run.optimizer !== 'string') return { kind: 'own', own: run.optimizer }
  const optimizer = optimizerById.get(run.optimizer)
  if (optimizer === undefined) throw new Error(`invalid optimizer: ${run.optimizer}`)
  return { kind: 'known', optimizer }
}

/** A parameter's value in a run. */
export function hyperOf(run: RunSpec, param: Param): ParamValue {
  const value = run.hyper?.[param.name]
  return value === undefined ? param.default : value
}

/** A slider for a number that nobody has described: an own rule's parameter, around the value that it has now. */
export function ownParam(name: string, value: number, help: string): NumberParam {
  return { kind: 'number', name, default: value, slider: ownSlider(name, value), valid: {}, help }
}

function ownSlider(name: string, value: number): NumberParam['slider'] {
  if (name === 'lr') return { min: 1e-5, max: 10, scale: 'log' }
  if (value >= 0.1 && value < 1) return { min: 0, max: 1, scale: 'linear' }
  if (value > 0) return { min: value / 1000, max: value * 1000, scale: 'log' }
  return { min: Math.min(-1, value * 2), max: 1, scale: 'linear' }
}

/** The learning rate's description, or null for a rule that has none (Newton's pure step). */
export function lrParamOf(run: RunSpec, help: string): Param | null {
  const rule = ruleOf(run)
  if (rule.kind === 'known') return rule.optimizer.hyper.find((param) => param.name === 'lr') ?? null
  const lr = rule.own.hyper['lr']
  return lr === undefined ? null : ownParam('lr', lr, help)
}
