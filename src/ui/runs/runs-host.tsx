// Where runs stand: on a landscape or on a network. The cards and their fields know no more of their tab than this, so both
// tabs show the same ones. Edits of runs come back like all edits: taken, or refused with one sentence.
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { Problem } from '../../scenario/types.ts'
import type { Overshoot } from '../../store/overshoot.ts'
import type { Tuning } from '../../store/sweep-types.ts'
import type { Race, RunsChange } from '../edits.ts'
import { useEditing, useTelling } from '../use-editing.ts'
import type { Editing } from '../use-editing.ts'
import { useSame } from '../use-same.ts'

export interface RunsState {
  readonly scenario: Race
  readonly problems: readonly Problem[]
  readonly selectedRun: number
  /** A search for rates under way. */
  readonly tuning: Tuning | null
}

/** How a run fares. */
export interface RunFact {
  /** The rate of the update that led to each entry; NaN at entry 0. */
  readonly lr: Float64Array
  /** The last valid entry. */
  readonly last: number
  /** Does it start at a place of its own, or where the others do? null where there is no such place: weights are drawn. */
  readonly ownStart: boolean | null
  readonly status: 'waiting' | 'running' | 'finished' | 'diverged' | 'stopped-early' | 'refused'
  readonly stoppedAt: number
  readonly why?: string
  /** Of a run that diverged, as far as its path is known. */
  readonly overshoot?: Overshoot | null
}

export interface RunsHost {
  readonly kind: 'landscape' | 'network'
  readonly getState: () => RunsState
  readonly subscribe: (listener: () => void) => () => void
  readonly actions: {
    edit(change: RunsChange, tag?: string): void
    undo(): void
    selectRun(index: number): void
    tune(runs: readonly number[], second: boolean): Promise<void>
    cancelTune(): void
  }
  /** null before anything is known. */
  readonly fact: (index: number) => RunFact | null
  /** Counts up when `fact` has something new that is worth drawing. */
  readonly factVersion: () => number
  /** Updates that a run makes in all, as far as that is known. */
  readonly steps: (index: number) => number
  /** Trials of a search for each run: rates alone, or so many by as many of a second number; and their length, in steps or epochs. */
  readonly budget: { readonly rates: number; readonly grid: number; readonly length: () => number }
}

const Context = createContext<RunsHost | null>(null)

export function RunsHostProvider({ host, children }: { readonly host: RunsHost; readonly children: ReactNode }): ReactNode {
  return <Context value={host}>{children}</Context>
}

export function useRunsHost(): RunsHost {
  const host = useContext(Context)
  if (host === null) throw new Error('useRuns, useEditRuns: expected a RunsHostProvider above')
  return host
}

/** A piece of what the runs say; draws again when it changes. The selector must return the same value for the same state. */
export function useRuns<T>(selector: (state: RunsState) => T): T {
  const { getState, subscribe } = useRunsHost()
  const read = (): T => selector(getState())
  return useSyncExternalStore(subscribe, read, read)
}

/** The same for a piece that is an object: one that says the same as before keeps its identity. */
export function useRunsData<T>(selector: (state: RunsState) => T): T {
  const same = useSame<T>()
  return useRuns((state) => same(selector(state)))
}

/** How a run fares, as a value that is compared: what is drawn of it should change seldom. */
export function useRunFact<T extends string | number | null>(index: number, read: (fact: RunFact | null) => T): T {
  const { fact } = useRunsHost()
  return useRuns(() => read(fact(index)))
}

export function useEditRuns(): Editing<Race> {
  const { actions, getState } = useRunsHost()
  return useEditing(actions, getState)
}

export const useEditRunsOrTell = (): ReturnType<typeof useTelling<Race>> => useTelling(useEditRuns())
