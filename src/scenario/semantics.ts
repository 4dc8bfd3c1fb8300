// What the shape alone cannot tell: names that the catalogue must know, values that a parameter allows, formulas that compile.
import { landscapeById } from '../catalog/landscapes/registry.ts'
import { modifierById } from '../catalog/modifiers/registry.ts'
import { optimizerById } from '../catalog/optimizers/registry.ts'
import { scheduleById } from '../catalog/schedules/registry.ts'
import { checkLandscapeFormula, checkRule, checkSchedule } from './formula-check.ts'
import { modifiersOf } from './modifiers.ts'
import { unknownName } from './problems.ts'
import type { ScenarioInput } from './schema.ts'
import type { OwnOptimizer, Problem, RunSpec, ScheduleChoice } from './types.ts'
import { checkOwnValues, checkValues, decaysItself } from './values.ts'

/** Names that formulas are given, so that no constant or parameter may take them. */
const given = {
  constant: ['x', 'y', 'f', 'e', 'pi', 'tau'],
  parameter: ['theta', 'g', 't', 'T', 'loss', 'e', 'pi', 'tau'],
  schedule: ['lr', 't', 'T', 'loss', 'e', 'pi', 'tau'],
}

export function checkMeaning(scenario: ScenarioInput): Problem[] {
  return [...checkLandscape(scenario), ...scenario.runs.flatMap((run, i) => checkRun(`runs[${i}]`, run))]
}

function checkLandscape({ landscape, constants = {} }: ScenarioInput): Problem[] {
  const names = Object.keys(constants)
  if (typeof landscape !== 'string') {
    const bad = checkNames('constants', names, given.constant)
    return bad.length > 0 ? bad : checkLandscapeFormula('landscape.formula', landscape.formula, names)
  }
  const known = landscapeById.get(landscape)
  if (!known) return [{ path: 'landscape', message: unknownName('landscape', landscape, landscapeById.keys()) }]
  const declared = known.constants.map((c) => c.name)
  return names
    .filter((name) => !declared.includes(name))
    .map((name) => ({ path: `constants.${name}`, message: unknownName(`constant of ${known.id}`, name, declared) }))
}

export function checkRun(path: string, run: RunSpec): Problem[] {
  return [
    ...(typeof run.optimizer === 'string' ? checkListed(path, run.optimizer, run) : checkOwn(path, run.optimizer, run)),
    ...checkScheduleChoice(`${path}.schedule`, run.schedule ?? {}),
    ...modifiersOf(run).flatMap(({ id, values, field }) => checkValues(`${path}.${field}`, modifierById.get(id)?.params ?? [], values)),
    ...checkDecay(path, run),
  ]
}

function checkListed(path: string, id: string, run: RunSpec): Problem[] {
  const optimizer = optimizerById.get(id)
  if (!optimizer) return [{ path: `${path}.optimizer`, message: unknownName('optimizer', id, optimizerById.keys()) }]
  return checkValues(`${path}.hyper`, optimizer.hyper, run.hyper ?? {})
}

function checkOwn(path: string, own: OwnOptimizer, run: RunSpec): Problem[] {
  const names = Object.keys(own.hyper)
  const values = [
    ...checkNames(`${path}.optimizer.hyper`, names, given.parameter),
    ...checkOwnValues(`${path}.optimizer.hyper`, own.hyper),
    ...Object.keys(run.hyper ?? {})
      .filter((name) => !names.includes(name))
      .map((name) => ({ path: `${path}.hyper.${name}`, message: unknownName('parameter', name, names) })),
    ...checkOwnValues(`${path}.hyper`, run.hyper ?? {}),
  ]
  return values.length > 0 ? values : checkRule(`${path}.optimizer`, { rule: own.rule, init: own.init ?? {}, params: names })
}

function checkScheduleChoice(path: string, { id, formula, params = {} }: ScheduleChoice): Problem[] {
  if (id !== undefined && formula !== undefined) {
    return [{ path, message: 'expected either the id of a schedule or a formula, got both' }]
  }
  if (formula !== undefined) {
    const bad = checkNames(`${path}.params`, Object.keys(params), given.schedule)
    return bad.length > 0 ? bad : checkSchedule(`${path}.formula`, { rule: formula, init: {}, params: Object.keys(params) })
  }
  const schedule = scheduleById.get(id ?? 'constant')
  if (!schedule) return [{ path: `${path}.id`, message: unknownName('schedule', id ?? 'constant', scheduleById.keys()) }]
  return checkValues(`${path}.params`, schedule.params, params)
}

function checkDecay(path: string, run: RunSpec): Problem[] {
  if (!run.weightDecay) return []
  const optimizer = typeof run.optimizer === 'string' ? optimizerById.get(run.optimizer) : run.optimizer
  if (!decaysItself(optimizer)) return []
  return [{ path: `${path}.weightDecay`, message: 'this rule has weight decay of its own: set its weight_decay instead' }]
}

export function checkNames(path: string, names: readonly string[], taken: readonly string[]): Problem[] {
  return names.flatMap((name) => {
    if (taken.includes(name)) return [{ path: `${path}.${name}`, message: `${name} has a meaning of its own here: use another name` }]
    if (/^[A-Za-z_][A-Za-z0-9_]{0,31}$/.test(name)) return []
    return [{ path, message: `expected a name of at most 32 letters, digits and _ that begins with a letter, got ${JSON.stringify(name.slice(0, 40))}` }]
  })
}
