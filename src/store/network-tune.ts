// Finding a good rate for each run of a training under one stated budget, as tune.ts does on landscapes: every run gets the same
// number of trials of the same epochs, and the one with the best neighbours is taken. What is compared is the last validation loss.
import { robustCell } from '../scenario/best-cell.ts'
import { sweepGrid, tuneSweep } from '../scenario/network/sweep-runs.ts'
import type { SweepGrid } from '../scenario/network/sweep-runs.ts'
import type { NetworkScenario, NetworkSweep } from '../scenario/network/types.ts'
import { trainRace } from './network-race.ts'
import type { RaceNumbers } from './network-race.ts'
import type { NetworkEngine } from './network-types.ts'
import type { Found, TuneOptions } from './tune.ts'

/** Only the last judgement counts; the others show how far it is. */
const places = 21

/** Runs without a rate, and runs of which no trial came through, are left out. Rejects with AbortError when aborted. */
export async function findNetworkRates(engine: NetworkEngine, scenario: NetworkScenario, runs: readonly number[], { second, signal, onProgress }: TuneOptions): Promise<Found[]> {
  const found: Found[] = []
  const searches = runs.flatMap((run) => {
    const spec = scenario.runs[run]
    const sweep = spec === undefined ? null : tuneSweep(spec, second)
    return sweep === null ? [] : [{ run, sweep, grid: sweepGrid(scenario, run, sweep) }]
  })
  for (const [done, { run, sweep, grid }] of searches.entries()) {
    const tell = (share: number): void => onProgress({ done, of: searches.length, progress: (done + share) / searches.length })
    tell(0)
    const numbers = await trainRace(engine, { ...scenario, runs: grid.runs }, { places, signal, onFrame: (read) => tell(read().epoch / scenario.epochs) })
    const values = choose(numbers, grid, sweep)
    if (values !== null) found.push({ run, values, trials: grid.runs.length })
  }
  return found
}

function choose({ rows, best, ended }: RaceNumbers, { xs, ys, cells }: SweepGrid, { x, y }: NetworkSweep): Record<string, number> | null {
  const final = rows.at(-1)
  if (final === undefined) return null
  const outcomes = { final, best, reached: cells.map(() => -1), stopped: ended.map((status) => (status === 'diverged' || status === 'refused' ? 0 : -1)) }
  const cell = cells[robustCell(outcomes, xs.length, ys.length) ?? -1]
  if (cell === undefined) return null
  return { [x.param]: xs[cell.column] ?? Number.NaN, ...(y === undefined ? {} : { [y.param]: ys[cell.row] ?? Number.NaN }) }
}

/** What the trials depend on, beside the run itself. */
export function trainingKey({ dataset, model, loss, batch, growth, epochs, patience, seed }: NetworkScenario): string {
  return JSON.stringify([dataset, model, loss, batch, growth, epochs, patience, seed])
}
