// The numbers of a run that can be varied, under the names that sweeps, links and scripts give them: those of its rule as they
// are (`lr`), those of its schedule and modifiers after their owner (`schedule.gamma`, `warmup.steps`, `clip.value`).
import { modifierById } from '../catalog/modifiers/registry.ts'
import { optimizerById } from '../catalog/optimizers/registry.ts'
import { scheduleById } from '../catalog/schedules/registry.ts'
import { warmup as warmupSchedule } from '../catalog/schedules/warmup.ts'
import type { NumberParam, Param } from '../catalog/types.ts'
import { modifiersOf } from './modifiers.ts'
import type { HyperValue, RunSpec } from './types.ts'
import { filled, hyperOf, numbersIn } from './values.ts'
import type { Values } from './values.ts'

export interface RunNumber {
  readonly name: string
  /** The plan's column that holds it. */
  readonly column: string
  /** null for a number of an own rule or schedule, which says nothing of its range. */
  readonly param: NumberParam | null
  /** null where the rule works it out from others. */
  readonly value: number | null
}

/** In the order in which a card of a run shows them. */
export function runNumbers(run: RunSpec): readonly RunNumber[] {
  return [...ruleNumbers(run), ...scheduleNumbers(run), ...modifierNumbers(run)]
}

export function ruleNumbers(run: RunSpec): readonly RunNumber[] {
  const { optimizer } = run
  if (typeof optimizer === 'string') return listed('', '', optimizerById.get(optimizer)?.hyper ?? [], hyperOf(run))
  return own('', Object.keys(optimizer.hyper), hyperOf(run))
}

export const runNumber = (run: RunSpec, name: string): RunNumber | null => runNumbers(run).find((one) => one.name === name) ?? null

/** The same run with another value, valid or not, of a number that it has. */
export function withNumber<T extends RunSpec>(run: T, name: string, value: number): T {
  const [owner, part] = name.split('.')
  if (part === undefined) {
    if (typeof run.optimizer === 'string') return { ...run, hyper: { ...run.hyper, [name]: value } }
    return { ...run, optimizer: { ...run.optimizer, hyper: { ...run.optimizer.hyper, ...numbersIn(run.hyper ?? {}), [name]: value } }, hyper: {} }
  }
  if (owner === 'schedule') return { ...run, schedule: { ...run.schedule, params: { ...run.schedule?.params, [part]: value } } }
  if (owner === 'warmup') return { ...run, schedule: { ...run.schedule, warmup: value } }
  const chosen = modifiersOf(run).find(({ field }) => field === owner)
  if (chosen === undefined) throw new Error(`this run has no ${name}`)
  const before = run[chosen.field]
  return { ...run, [chosen.field]: { ...(typeof before === 'object' ? before : {}), [part]: value } }
}

function scheduleNumbers({ schedule = {} }: RunSpec): readonly RunNumber[] {
  const { id = 'constant', formula, params = {}, warmup = 0 } = schedule
  const declared = scheduleById.get(id)?.params ?? []
  return [
    ...(formula === undefined ? listed('schedule.', 'schedule.', declared, filled(declared, params)) : own('schedule.', Object.keys(params), params)),
    ...(warmup > 0 ? [{ name: 'warmup.steps', column: 'warmup.warmup', param: numberParams(warmupSchedule.params)[0] ?? null, value: warmup }] : []),
  ]
}

const modifierNumbers = (run: RunSpec): readonly RunNumber[] =>
  modifiersOf(run).flatMap(({ id, field, values }) => listed(`${field}.`, `${id}.`, modifierById.get(id)?.params ?? [], values))

function listed(owner: string, column: string, params: readonly Param[], values: Values): RunNumber[] {
  return numberParams(params).map((param) => ({ name: owner + param.name, column: column + param.name, param, value: numeric(values[param.name]) }))
}

const own = (owner: string, names: readonly string[], values: Values): RunNumber[] =>
  names.map((name) => ({ name: owner + name, column: owner + name, param: null, value: numeric(values[name]) }))

const numeric = (value: HyperValue | undefined): number | null => (typeof value === 'number' ? value : null)

const numberParams = (params: readonly Param[]): NumberParam[] => params.filter((param): param is NumberParam => param.kind === 'number')
