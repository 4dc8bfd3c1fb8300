// Scenario -> plan: runs that share rule, schedule and modifiers become one group, their numbers columns. Pure.
import { landscapeById } from '../catalog/landscapes/registry.ts'
import { modifierById } from '../catalog/modifiers/registry.ts'
import { optimizerById } from '../catalog/optimizers/registry.ts'
import { scheduleById } from '../catalog/schedules/registry.ts'
import { warmup as warmupSchedule } from '../catalog/schedules/warmup.ts'
import type { Param } from '../catalog/types.ts'
import { columnsOf, numbersOf } from './columns.ts'
import { modifiersOf } from './modifiers.ts'
import type { LandscapeText, ModifierText, Plan, PlanGroup, RuleGroup, RuleText } from './plan-types.ts'
import type { LandscapeScenario, RunSpec, ScheduleChoice } from './types.ts'
import { filled, hyperOf } from './values.ts'
import type { Values } from './values.ts'

/** One run's texts, which say what group it belongs to, and its numbers, which are its row of the columns. */
export interface PlannedRun {
  readonly texts: Pick<RuleGroup, 'rule' | 'schedule' | 'warmup' | 'modifiers'>
  readonly numbers: Readonly<Record<string, number>>
  readonly nativeHyper: Values | null
}

/** @throws for a scenario that validation would refuse. */
export function planRollout(scenario: LandscapeScenario): Plan {
  const planned = scenario.runs.map(planRun)
  return {
    landscape: landscapeText(scenario),
    steps: scenario.steps,
    noise: { kind: scenario.noise.kind, scale: scenario.noise.scale ?? 0 },
    groups: [...grouped(planned.map(({ texts }) => JSON.stringify(texts)))].map(([key, runs]) => planGroup(scenario, key, runs, planned)),
    runCount: scenario.runs.length,
  }
}

/** Indices of equal keys, in the order in which each key first occurs. */
export function grouped(keys: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const byKey = new Map<string, number[]>()
  for (const [i, key] of keys.entries()) {
    const mine = byKey.get(key)
    if (mine) mine.push(i)
    else byKey.set(key, [i])
  }
  return byKey
}

/** The loss of a scenario with every constant's value. */
export function landscapeText({ landscape, constants = {} }: Pick<LandscapeScenario, 'landscape' | 'constants'>): LandscapeText {
  if (typeof landscape !== 'string') return { formula: landscape.formula, constants }
  const listed = known(landscapeById, 'landscape', landscape)
  return { formula: listed.formula, constants: { ...Object.fromEntries(listed.constants.map((c) => [c.name, c.default])), ...constants } }
}

function planGroup(scenario: LandscapeScenario, key: string, runs: readonly number[], planned: readonly PlannedRun[]): PlanGroup {
  const members = runs.flatMap((i) => planned[i] ?? [])
  const [first] = members
  if (!first) throw new Error('a group without runs')
  const starts = runs.map((i) => scenario.runs[i]?.start ?? scenario.start)
  return {
    key,
    ...first.texts,
    runs,
    columns: columnsOf(members.map((m) => m.numbers)),
    nativeHyper: members.map((m) => m.nativeHyper).filter((values) => values !== null),
    startX: Float64Array.from(starts, ([x]) => x),
    startY: Float64Array.from(starts, ([, y]) => y),
    seeds: Uint32Array.from(runs, (i) => scenario.runs[i]?.seed ?? scenario.seed),
  }
}

export function planRun(run: RunSpec): PlannedRun {
  const optimizer = planOptimizer(run)
  const schedule = planSchedule(run.schedule ?? {})
  const modifiers = modifiersOf(run).map(({ id, values }) => {
    const { stage, rule, init = {}, params } = known(modifierById, 'modifier', id)
    return { text: { id, stage, rule, init, params: names(params) } satisfies ModifierText, numbers: prefixed(id, numbersOf(params, values)) }
  })
  return {
    texts: { rule: optimizer.rule, schedule: schedule.text, warmup: schedule.warmup, modifiers: modifiers.map((m) => m.text) },
    numbers: modifiers.reduce((all, m) => ({ ...all, ...m.numbers }), { ...optimizer.numbers, ...schedule.numbers }),
    nativeHyper: optimizer.nativeHyper,
  }
}

/** One run as a group of its own. */
export function ruleGroup(run: RunSpec): Pick<RuleGroup, 'rule' | 'schedule' | 'warmup' | 'modifiers' | 'runs' | 'columns'> {
  const { texts, numbers } = planRun(run)
  return { ...texts, runs: [0], columns: columnsOf([numbers]) }
}

function planOptimizer(run: RunSpec): { rule: PlanGroup['rule']; numbers: Readonly<Record<string, number>>; nativeHyper: Values | null } {
  const values = hyperOf(run)
  if (typeof run.optimizer !== 'string') {
    const { rule, init = {} } = run.optimizer
    const numbers = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]))
    return { rule: { rule, init, params: Object.keys(values) }, numbers, nativeHyper: null }
  }
  const optimizer = known(optimizerById, 'optimizer', run.optimizer)
  if (optimizer.kind === 'native') {
    // The rate is the one number that the schedule works on; a native rule without one moves at rate 1.
    const lr = typeof values['lr'] === 'number' ? values['lr'] : 1
    return { rule: { native: optimizer.id }, numbers: { lr }, nativeHyper: values }
  }
  const { rule, init = {}, hyper } = optimizer
  return { rule: { rule, init, params: names(hyper) }, numbers: numbersOf(hyper, values), nativeHyper: null }
}

function planSchedule(choice: ScheduleChoice): { text: RuleText; warmup: RuleText | null; numbers: Record<string, number> } {
  const { id = 'constant', formula, params = {}, warmup = 0 } = choice
  const listed = formula === undefined ? known(scheduleById, 'schedule', id) : null
  const numbers = listed ? numbersOf(listed.params, filled(listed.params, params)) : params
  return {
    text: { rule: listed?.rule ?? formula ?? '', init: listed?.init ?? {}, params: Object.keys(numbers) },
    warmup: warmup > 0 ? { rule: warmupSchedule.rule, init: warmupSchedule.init ?? {}, params: names(warmupSchedule.params) } : null,
    numbers: { ...prefixed('schedule', numbers), ...(warmup > 0 ? { 'warmup.warmup': warmup } : {}) },
  }
}

const names = (params: readonly Param[]): string[] => params.map((p) => p.name)

const prefixed = (owner: string, numbers: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`${owner}.${name}`, value]))

/** @throws for a name that validation would refuse. */
export function known<T>(registry: ReadonlyMap<string, T>, kind: string, id: string): T {
  const found = registry.get(id)
  if (found === undefined) throw new Error(`unknown ${kind} "${id}"`)
  return found
}
