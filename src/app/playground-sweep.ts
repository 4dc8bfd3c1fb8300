// playground.sweep for networks: the first run's sweep beside the screen, in a session of its own, as plain numbers in plain arrays.
import { sweepGrid, sweepOfRun } from '../scenario/network/sweep-runs.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import { trainRace } from '../store/network-race.ts'
import { sweepFault, sweepPlaces } from '../store/network-sweep.ts'
import type { NetworkEngine } from '../store/network-types.ts'

/** Network i belongs to cell c = floor(i / seeds), which stands at x[c % x.length], y[floor(c / x.length)]. */
export interface PlaygroundNetworkSweep {
  readonly device: string
  readonly adapter: string
  readonly precision: string
  /** The parameters of the sides, and their values; y is empty where there is one side alone. */
  readonly params: readonly string[]
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly seeds: number
  /** Of each network: validation loss at the end and at its lowest, accuracy or R squared at the end; NaN for one that diverged. */
  readonly final: readonly number[]
  readonly best: readonly number[]
  readonly metric: readonly number[]
  readonly status: readonly string[]
  /** Epochs at which all were judged, and the validation losses there, [places][networks]. */
  readonly at: readonly number[]
  readonly losses: readonly (readonly number[])[]
  /** Updates that all made together, and the seconds these took. */
  readonly updates: number
  readonly seconds: number
}

/** Rejects with one sentence for a sweep that is too large or has a cell that cannot be trained. */
export async function sweepBeside(engine: NetworkEngine, scenario: NetworkScenario): Promise<PlaygroundNetworkSweep> {
  const sweep = sweepOfRun(scenario, 0)
  const fault = await sweepFault(scenario, 0, sweep)
  if (fault !== null) throw new Error(fault)
  const { runs, xs, ys, seeds } = sweepGrid(scenario, 0, sweep)
  const signal = new AbortController().signal
  const numbers = await trainRace(engine, { ...scenario, runs }, { places: sweepPlaces, signal, onFrame: () => undefined })
  const { built, at, rows, best, metric, ended, updates, seconds } = numbers
  if (built === null) throw new Error('The sweep ended without saying what was built.')
  const { device, adapter, precision } = built
  return {
    device, adapter, precision, seeds, updates, seconds,
    params: [sweep.x.param, ...(sweep.y ? [sweep.y.param] : [])],
    x: [...xs],
    y: sweep.y ? [...ys] : [],
    final: [...(rows.at(-1) ?? [])],
    best: [...best],
    metric: [...metric],
    status: ended.map((status) => status ?? 'running'),
    at: [...at],
    losses: rows.map((row) => [...row]),
  }
}
