// One search for rates at a time, as an action of a store: begun, told how far it is, stopped, written into the runs.
import type { RunSpec } from '../scenario/types.ts'
import type { Tuning } from './sweep-types.ts'
import { withFound } from './tune.ts'
import type { Found, TuneOptions } from './tune.ts'

export interface TuningControl<S> {
  start(runs: readonly number[], second: boolean): Promise<void>
  stop(): void
  /** Trials of another problem say nothing: they are stopped. */
  check(scenario: S): void
}

export interface TuningParts<S> {
  readonly scenario: () => S
  /** What the trials depend on, beside the run itself. */
  readonly key: (scenario: S) => string
  readonly find: (scenario: S, runs: readonly number[], options: TuneOptions) => Promise<readonly Found[]>
  readonly edit: (change: (scenario: S) => unknown) => void
  readonly tell: (told: { readonly tuning: Tuning | null } | { readonly engineError: string }) => void
}

export function createTuning<S extends { readonly runs: readonly RunSpec[] }>({ scenario, key, find, edit, tell }: TuningParts<S>): TuningControl<S> {
  let job: { readonly controller: AbortController; readonly key: string } | null = null
  const stop = (): void => job?.controller.abort()
  return {
    async start(runs, second) {
      stop()
      const before = scenario()
      const mine = { controller: new AbortController(), key: key(before) }
      job = mine
      try {
        const found = await find(before, runs, {
          second,
          signal: mine.controller.signal,
          onProgress: (tuning) => (job === mine ? tell({ tuning }) : undefined),
        })
        if (!mine.controller.signal.aborted && found.length > 0) edit((now) => withFound(now, before, found))
      } catch (error) {
        if (!mine.controller.signal.aborted) tell({ engineError: error instanceof Error ? error.message : String(error) })
      }
      if (job !== mine) return
      job = null
      tell({ tuning: null })
    },
    stop,
    check(now) {
      if (job !== null && job.key !== key(now)) stop()
    },
  }
}
