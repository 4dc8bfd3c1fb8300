// Edits of a scenario as pure functions. They may build an invalid value: the store validates and says what is wrong.
import { runColors } from '../scenario/defaults.ts'
import { withNumber } from '../scenario/run-numbers.ts'
import type { NetworkRun } from '../scenario/network/types.ts'
import type { LandscapeScenario, OwnOptimizer, RunSpec } from '../scenario/types.ts'
import { nextColor } from './run-palette.ts'

export type Change = (scenario: LandscapeScenario) => unknown

/** A run of either kind: what only one kind has is absent in the other. */
export type AnyRun = RunSpec & NetworkRun

/** What both kinds of scenario have: the racers. Edits of runs ask for no more, so that they serve both. */
export interface Race {
  readonly runs: readonly AnyRun[]
}

export type RunsChange = (race: Race) => unknown

/** A copy without some fields; an absent field and an undefined one are not the same in a scenario. */
export function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> {
  const copy = { ...value }
  for (const key of keys) delete copy[key]
  return copy
}

export function setField(name: keyof LandscapeScenario, value: unknown): Change {
  return (scenario) => ({ ...scenario, [name]: value })
}

export function changeRun(index: number, change: (run: AnyRun) => unknown): RunsChange {
  return (race) => ({ ...race, runs: race.runs.map((run, i) => (i === index ? change(run) : run)) })
}

/** Sets a field of a run; `undefined` removes it. */
export function setRunField(index: number, name: keyof AnyRun, value: unknown): RunsChange {
  return changeRun(index, (run) => (value === undefined ? without(run, name) : { ...run, [name]: value }))
}

/** A number of the rule, or whatever was typed for it. */
export function setHyper(index: number, name: string, value: unknown): RunsChange {
  return changeRun(index, (given) => {
    const run = untuned(given, [name])
    return typeof run.optimizer === 'string'
      ? { ...run, hyper: { ...run.hyper, [name]: value } }
      : { ...run, optimizer: { ...run.optimizer, hyper: { ...run.optimizer.hyper, [name]: value } } }
  })
}

/** Any numbers of a run by their names in run-numbers.ts. */
export function setNumbers(index: number, values: Readonly<Record<string, number>>): RunsChange {
  return changeRun(index, (run) => Object.entries(values).reduce((so, [name, value]) => withNumber(so, name, value), untuned(run, Object.keys(values))))
}

/** A value that a search had found is no longer its finding once it is set by hand. */
const untuned = (run: AnyRun, names: readonly string[]): AnyRun => (run.tuned?.over.some((name) => names.includes(name)) === true ? without(run, 'tuned') : run)

export function changeOwn(index: number, change: (own: OwnOptimizer) => unknown): RunsChange {
  return changeRun(index, (run) => (typeof run.optimizer === 'string' ? run : { ...run, optimizer: change(run.optimizer) }))
}

/** Sets a field of an object inside a run (clip.value, schedule.warmup, …), keeping its other fields. */
export function setPart(index: number, part: 'weightDecay' | 'clip' | 'lookahead' | 'ema' | 'schedule', patch: object): RunsChange {
  return changeRun(index, (run) => ({ ...run, [part]: { ...run[part], ...patch } }))
}

/** Where runs have colours of their own, the new one is given one, too; otherwise its place decides. */
export function addRun(run: RunSpec): RunsChange {
  return (race) => {
    const own = race.runs.some(({ color }) => color !== undefined)
    return { ...race, runs: [...race.runs, own ? { ...run, color: nextColor(coloured(race)) } : run] }
  }
}

/** Colours are given by place; before places change, each run takes its colour as its own, so that it keeps it. */
function coloured(race: Race): AnyRun[] {
  const colors = runColors(race)
  return race.runs.map((run, i) => {
    const color = colors[i]
    return color === undefined ? run : { ...run, color }
  })
}

/** The copy stands below its original, is seen, and has a colour of its own. */
export function duplicateRun(index: number): RunsChange {
  return (race) => {
    const runs = coloured(race)
    const copy = (run: AnyRun): unknown => ({ ...without(run, 'hidden'), color: nextColor(runs) })
    return { ...race, runs: runs.flatMap((run, i) => (i === index ? [run, copy(run)] : [run])) }
  }
}

export function removeRun(index: number): RunsChange {
  return (race) => ({ ...race, runs: coloured(race).filter((_, i) => i !== index) })
}

export function moveRun(index: number, by: -1 | 1): RunsChange {
  return (race) => {
    const runs = coloured(race)
    const [run] = runs.splice(index, 1)
    if (run !== undefined) runs.splice(Math.max(0, index + by), 0, run)
    return { ...race, runs }
  }
}
