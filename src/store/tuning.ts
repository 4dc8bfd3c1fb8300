// One search for rates at a time, as an action of the store: begun, told how far it is, stopped, written into the runs.
import type { LandscapeScenario } from '../scenario/types.ts'
import { problemKey } from '../scenario/views.ts'
import type { Engine } from './engine-port.ts'
import { findRates, withFound } from './tune.ts'
import type { AppState } from './types.ts'

export interface TuningControl {
  start(runs: readonly number[], second: boolean): Promise<void>
  stop(): void
  /** Trials of another problem say nothing: they are stopped. */
  check(scenario: LandscapeScenario): void
}

export function createTuning(
  engine: Engine, get: () => AppState, set: (patch: Partial<AppState>) => void, edit: (change: (scenario: LandscapeScenario) => unknown) => void,
): TuningControl {
  let job: { readonly controller: AbortController; readonly key: string } | null = null
  const stop = (): void => job?.controller.abort()
  return {
    async start(runs, second) {
      stop()
      const before = get().scenario
      const mine = { controller: new AbortController(), key: problemKey(before) }
      job = mine
      try {
        const found = await findRates(engine, before, runs, {
          second,
          signal: mine.controller.signal,
          onProgress: (tuning) => (job === mine ? set({ tuning }) : undefined),
        })
        if (!mine.controller.signal.aborted) edit((scenario) => withFound(scenario, before, found))
      } catch (error) {
        if (!mine.controller.signal.aborted) set({ engineError: error instanceof Error ? error.message : String(error) })
      }
      if (job !== mine) return
      job = null
      set({ tuning: null })
    },
    stop,
    check(scenario) {
      if (job !== null && job.key !== problemKey(scenario)) stop()
    },
  }
}
