// Edits of a scenario as pure functions. They may build an invalid value: the store validates and says what is wrong.
import { runColors } from '../scenario/defaults.ts'
import type { LandscapeScenario, OwnOptimizer, RunSpec } from '../scenario/types.ts'
import { nextColor } from './run-palette.ts'

export type Change = (scenario: LandscapeScenario) => unknown

/** A copy without some fields; an absent field and an undefined one are not the same in a scenario. */
export function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> {
  const copy = { ...value }
  for (const key of keys) delete copy[key]
  return copy
}

export function setField(name: keyof LandscapeScenario, value: unknown): Change {
  return (scenario) => ({ ...scenario, [name]: value })
}

export function changeRun(index: number, change: (run: RunSpec) => unknown): Change {
  return (scenario) => ({ ...scenario, runs: scenario.runs.map((run, i) => (i === index ? change(run) : run)) })
}

/** Sets a field of a run; `undefined` removes it. */
export function setRunField(index: number, name: keyof RunSpec, value: unknown): Change {
  return changeRun(index, (run) => (value === undefined ? without(run, name) : { ...run, [name]: value }))
}

export function setHyper(index: number, name: string, value: unknown): Change {
  return setHypers(index, { [name]: value })
}

/** A value that a search had found is no longer its finding once it is set by hand. */
export function setHypers(index: number, values: Readonly<Record<string, unknown>>): Change {
  return changeRun(index, (given) => {
    const run = given.tuned?.over.some((name) => Object.hasOwn(values, name)) === true ? without(given, 'tuned') : given
    return typeof run.optimizer === 'string'
      ? { ...run, hyper: { ...run.hyper, ...values } }
      : { ...run, optimizer: { ...run.optimizer, hyper: { ...run.optimizer.hyper, ...values } } }
  })
}

export function changeOwn(index: number, change: (own: OwnOptimizer) => unknown): Change {
  return changeRun(index, (run) => (typeof run.optimizer === 'string' ? run : { ...run, optimizer: change(run.optimizer) }))
}

/** Sets a field of an object inside a run (clip.value, schedule.warmup, …), keeping its other fields. */
export function setPart(index: number, part: 'weightDecay' | 'clip' | 'lookahead' | 'ema' | 'schedule', patch: object): Change {
  return changeRun(index, (run) => ({ ...run, [part]: { ...run[part], ...patch } }))
}

/** Where runs have colours of their own, the new one is given one, too; otherwise its place decides. */
export function addRun(run: RunSpec): Change {
  return (scenario) => {
    const own = scenario.runs.some(({ color }) => color !== undefined)
    return { ...scenario, runs: [...scenario.runs, own ? { ...run, color: nextColor(coloured(scenario)) } : run] }
  }
}

/** Colours are given by place; before places change, each run takes its colour as its own, so that it keeps it. */
function coloured(scenario: LandscapeScenario): RunSpec[] {
  const colors = runColors(scenario)
  return scenario.runs.map((run, i) => {
    const color = colors[i]
    return color === undefined ? run : { ...run, color }
  })
}

/** The copy stands below its original, is seen, and has a colour of its own. */
export function duplicateRun(index: number): Change {
  return (scenario) => {
    const runs = coloured(scenario)
    const copy = (run: RunSpec): unknown => ({ ...without(run, 'hidden'), color: nextColor(runs) })
    return { ...scenario, runs: runs.flatMap((run, i) => (i === index ? [run, copy(run)] : [run])) }
  }
}

export function removeRun(index: number): Change {
  return (scenario) => ({ ...scenario, runs: coloured(scenario).filter((_, i) => i !== index) })
}

export function moveRun(index: number, by: -1 | 1): Change {
  return (scenario) => {
    const runs = coloured(scenario)
    const [run] = runs.splice(index, 1)
    if (run !== undefined) runs.splice(Math.max(0, index + by), 0, run)
    return { ...scenario, runs }
  }
}
