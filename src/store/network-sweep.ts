// A sweep of networks as one training of its own, beside the one on screen: what has come of it, and the way to end it. It goes
// on, and what it found stays, while other views are looked at.
import { createStore } from 'zustand/vanilla'
import { mostSweepRuns, sweepGrid, sweepSize } from '../scenario/network/sweep-runs.ts'
import type { SweepGrid } from '../scenario/network/sweep-runs.ts'
import type { NetworkScenario, NetworkSweep } from '../scenario/network/types.ts'
import { validateNetwork } from '../scenario/validate.ts'
import { trainRace } from './network-race.ts'
import type { RaceNumbers } from './network-race.ts'
import type { NetworkEngine } from './network-types.ts'

/** Milliseconds between two drawings of what has arrived. */
const every = 200

/** Where all networks are judged: as many points as a curve needs. */
export const sweepPlaces = 61

export interface SweepBoard {
  readonly sweep: NetworkSweep
  /** As it was when the sweep began. */
  readonly scenario: NetworkScenario
  /** The run that was swept. */
  readonly index: number
  readonly grid: SweepGrid
  /** null before the first networks were built. */
  readonly numbers: RaceNumbers | null
  readonly state: 'running' | 'done' | 'cancelled' | 'failed'
}

export interface SweepingState {
  readonly board: SweepBoard | null
  readonly error: string | null
}

export interface NetworkSweeping {
  readonly getState: () => SweepingState
  readonly subscribe: (listener: () => void) => () => void
  /** What is wrong with a cell becomes the error, and the board stays as it was. */
  readonly start: (scenario: NetworkScenario, index: number, sweep: NetworkSweep) => void
  readonly cancel: () => void
}

export function createNetworkSweeping(engine: NetworkEngine): NetworkSweeping {
  const { getState, setState, subscribe } = createStore<SweepingState>()(() => ({ board: null, error: null }))
  let current: AbortController | null = null
  return {
    getState,
    subscribe,
    start(scenario, index, sweep) {
      current?.abort()
      const abort = new AbortController()
      current = abort
      const begin = async (): Promise<void> => {
        const fault = await sweepFault(scenario, index, sweep)
        if (abort.signal.aborted) return
        if (fault !== null) throw new Error(fault)
        const grid = sweepGrid(scenario, index, sweep)
        const show: Show = (numbers, state) => {
          if (current === abort) setState({ board: { sweep, scenario, index, grid, numbers, state } })
        }
        show(null, 'running')
        await sweepAndShow(engine, { ...scenario, runs: grid.runs }, abort.signal, show)
      }
      const { board } = getState()
      setState({ error: null, board: board?.state === 'running' ? { ...board, state: 'cancelled' } : board })
      begin().catch((failed: unknown) => {
        if (!abort.signal.aborted) setState({ error: failed instanceof Error ? failed.message : String(failed) })
      })
    },
    cancel: () => current?.abort(),
  }
}

type Show = (numbers: RaceNumbers | null, state: SweepBoard['state']) => void

/** So many runs are validated in some milliseconds. */
const slice = 12

/** One sentence, or null. Cells differ in the values of two sides alone: each value is looked at once, not each pair. */
export async function sweepFault(scenario: NetworkScenario, index: number, sweep: NetworkSweep): Promise<string | null> {
  const size = sweepSize(scenario, index, sweep)
  if (size > mostSweepRuns) return `${size} networks are too many for one sweep: expected at most ${mostSweepRuns}`
  if (size === 0) return 'the race has none of the runs that the sweep is over'
  const { cells } = sweepGrid(scenario, index, { ...sweep, seeds: 1 })
  const runs = cells.filter(({ row, column }) => row === 0 || column === 0).map(({ run }) => run)
  for (let from = 0; from < runs.length; from += slice) {
    if (from > 0) await new Promise((resolve) => setTimeout(resolve))
    const [problem] = validateNetwork({ ...scenario, runs: runs.slice(from, from + slice) }).problems
    if (problem !== undefined) return problem.message
  }
  return null
}

async function sweepAndShow(engine: NetworkEngine, scenario: NetworkScenario, signal: AbortSignal, show: Show): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let read: (() => RaceNumbers) | null = null
  const draw = (): void => {
    timer = undefined
    show(read?.() ?? null, 'running')
  }
  const end = (state: SweepBoard['state']): void => {
    clearTimeout(timer)
    show(read?.() ?? null, state)
  }
  try {
    const found = await trainRace(engine, scenario, {
      places: sweepPlaces, signal,
      onFrame(numbers) {
        if (signal.aborted) return
        read = numbers
        timer ??= setTimeout(draw, every)
      },
    })
    read = () => found
    end('done')
  } catch (error) {
    end(signal.aborted ? 'cancelled' : 'failed')
    throw error
  }
}
