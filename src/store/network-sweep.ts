// A sweep of networks as one training of its own, beside the one on screen: a session of another number, its trace, and the way
// to end it. It goes on, and what it found stays, while other views are looked at.
import { createStore } from 'zustand/vanilla'
import { sweepCells } from '../scenario/network/sweep-runs.ts'
import type { SweepCell } from '../scenario/network/sweep-runs.ts'
import type { NetworkRun, NetworkScenario, NetworkSweep } from '../scenario/network/types.ts'
import { validateNetwork } from '../scenario/validate.ts'
import { createTrainTraceBuilder } from './network-trace.ts'
import type { NetworkEngine, TrainTrace } from './network-types.ts'

/** The worker's session for sweeps; 0 is the page's own. */
const session = 1

/** Milliseconds between two drawings of what has arrived. */
const every = 250

export interface SweepBoard {
  readonly sweep: NetworkSweep
  /** The run that was swept, as it was then. */
  readonly base: NetworkRun
  readonly cells: readonly SweepCell[]
  readonly trace: TrainTrace | null
  readonly state: 'running' | 'done' | 'cancelled'
}

export interface SweepingState {
  readonly board: SweepBoard | null
  readonly error: string | null
}

export interface NetworkSweeping {
  readonly getState: () => SweepingState
  readonly subscribe: (listener: () => void) => () => void
  /** Answers at once with what is wrong with a cell, or null when the sweep has begun. */
  readonly start: (scenario: NetworkScenario, run: NetworkRun, sweep: NetworkSweep) => string | null
  readonly cancel: () => void
}

export function createNetworkSweeping(engine: NetworkEngine): NetworkSweeping {
  const { getState, setState, subscribe } = createStore<SweepingState>()(() => ({ board: null, error: null }))
  let current: AbortController | null = null
  return {
    getState,
    subscribe,
    start(scenario, run, sweep) {
      const cells = sweepCells(scenario, run, sweep)
      const wrong = wrongCell(scenario, cells)
      if (wrong !== null) return wrong
      current?.abort()
      const abort = new AbortController()
      current = abort
      const show: Show = (trace, state) => {
        if (current === abort) setState({ board: { sweep, base: run, cells, trace, state } })
      }
      setState({ error: null })
      show(null, 'running')
      void trainCells(engine, { ...scenario, runs: cells.map((cell) => cell.run) }, abort.signal, show).catch((failed: unknown) => {
        if (!abort.signal.aborted) setState({ error: failed instanceof Error ? failed.message : String(failed) })
      })
      return null
    },
    cancel: () => current?.abort(),
  }
}

type Show = (trace: TrainTrace | null, state: SweepBoard['state']) => void

function wrongCell(scenario: NetworkScenario, cells: readonly SweepCell[]): string | null {
  for (const { run } of cells) {
    const [problem] = validateNetwork({ ...scenario, runs: [run] }).problems
    if (problem !== undefined) return problem.message
  }
  return null
}

async function trainCells(engine: NetworkEngine, scenario: NetworkScenario, signal: AbortSignal, show: Show): Promise<void> {
  const builder = createTrainTraceBuilder(scenario.runs.length)
  let timer: ReturnType<typeof setTimeout> | undefined
  const draw = (): void => {
    timer = undefined
    show(builder.snapshot(scenario), 'running')
  }
  const done = (state: 'done' | 'cancelled'): void => {
    clearTimeout(timer)
    show(builder.snapshot(scenario), state)
  }
  try {
    const answer = await engine.train(scenario, {
      session, paused: false, pace: null, signal,
      onFrame(frame) {
        builder.add(frame)
        timer ??= setTimeout(draw, every)
      },
    })
    builder.finish(answer)
    done('done')
  } catch (error) {
    done('cancelled')
    throw error
  } finally {
    await engine.close({ session })
  }
}
