// Edits of a scenario as pure functions. They may build an invalid value: the store validates and says what is wrong.
import type { LandscapeScenario, OwnOptimizer, RunSpec } from '../scenario/types.ts'

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
  return changeRun(index, (run) =>
    typeof run.optimizer === 'string'
      ? { ...run, hyper: { ...run.hyper, [name]: value } }
      : { ...run, optimizer: { ...run.optimizer, hyper: { ...run.optimizer.hyper, [name]: value } } },
  )
}

export function changeOwn(index: number, change: (own: OwnOptimizer) => unknown): Change {
  return changeRun(index, (run) => (typeof run.optimizer === 'string' ? run : { ...run, optimizer: change(run.optimizer) }))
}

/** Sets a field of an object inside a run (clip.value, schedule.warmup, …), keeping its other fields. */
export function setPart(index: number, part: 'weightDecay' | 'clip' | 'lookahead' | 'ema' | 'schedule', patch: object): Change {
  return changeRun(index, (run) => ({ ...run, [part]: { ...run[part], ...patch } }))
}

export function addRun(run: RunSpec): Change {
  return (scenario) => ({ ...scenario, runs: [...scenario.runs, run] })
}

/** The copy stands below its original and takes the next free colour. */
export function duplicateRun(index: number): Change {
  return (scenario) => ({
    ...scenario,
    runs: scenario.runs.flatMap((run, i) => (i === index ? [run, without(run, 'color', 'hidden')] : [run])),
  })
}

export function removeRun(index: number): Change {
  return (scenario) => ({ ...scenario, runs: scenario.runs.filter((_, i) => i !== index) })
}

export function moveRun(index: number, by: -1 | 1): Change {
  return (scenario) => {
    const runs = [...scenario.runs]
    const [run] = runs.splice(index, 1)
    if (run !== undefined) runs.splice(Math.max(0, index + by), 0, run)
    return { ...scenario, runs }
  }
}
