// What the page shows of data parallel training: pure but for showing.
import type { Network } from '../../catalog/network-types.ts'
import type { Label, Series } from '../../protocol/strategy-messages.ts'
import { pathsOf } from '../network/inspect/paths.ts'
import type { StrategyTools } from './contract.ts'
import { averagingName, mostWorkers } from './data-parallel-ways.ts'
import type { Measured, Speedups } from './data-parallel-ways.ts'
import { line } from './series.ts'

type Show = Pick<StrategyTools, 'show'>

/** How far apart the workers are: after each step, and again after each average. */
export interface Drift {
  readonly steps: number[]
  /** Mean distance of a worker from the average of all. */
  readonly mean: number[]
  /** The average's way and those of a few workers, [1 + workers][points][params]. */
  readonly paths: Float32Array[][]
}

/** The most that a relative difference may be for two trainings to be the same. */
const same = 1e-4

const lossLabel: Label = { key: 'strategies.data_parallel.loss' }
const milliseconds: Label = { key: 'strategies.data_parallel.milliseconds' }
const workersLabel: Label = { key: 'strategies.data_parallel.workers' }

export async function showRace({ show }: Show, race: readonly Measured[]): Promise<void> {
  // Dots for the big batch: averaged gradients lie on it.
  const style = (i: number): Series['style'] => (i === 0 ? 'dots' : 'line')
  await show('samples', {
    kind: 'curves', title: { key: 'strategies.data_parallel.samplesTitle' }, x: { key: 'strategies.data_parallel.samples' }, y: lossLabel, logY: true,
    series: race.map(({ name, samples, loss }, i) => line(name, samples, loss, style(i))),
  })
  await show('time', {
    kind: 'curves', title: { key: 'strategies.data_parallel.timeTitle' }, x: milliseconds, y: lossLabel, logY: true,
    series: race.map(({ name, milliseconds: time, loss }, i) => line(name, time, loss, style(i))),
  })
}

export async function showSpeedup({ show }: Show, speedups: Speedups, workers: number, every: number): Promise<void> {
  const counts = Array.from({ length: mostWorkers }, (_, i) => i + 1)
  await show('speedup', {
    kind: 'curves', title: { key: 'strategies.data_parallel.speedupTitle', values: { workers } }, x: workersLabel, y: { key: 'strategies.data_parallel.speedup' },
    series: [
      line({ key: 'strategies.data_parallel.ideal' }, counts, counts, 'reference'),
      line({ key: 'strategies.data_parallel.amdahl' }, counts, speedups.amdahl, 'reference'),
      line({ key: 'strategies.data_parallel.synchronous' }, counts, speedups.synchronous),
      line(averagingName(every), counts, speedups.averaging),
      line({ key: 'strategies.data_parallel.asynchronous' }, counts, speedups.asynchronous),
    ],
  })
}

export async function showClaims({ show }: Show, difference: { readonly loss: number; readonly parameters: number }, steps: number): Promise<void> {
  const claim = (key: string, found: number) => ({ kind: 'claim', title: { key, values: { steps } }, found, against: same, holds: found <= same }) as const
  await show('sameParameters', claim('strategies.data_parallel.sameParameters', difference.parameters))
  await show('sameLoss', claim('strategies.data_parallel.sameLoss', difference.loss))
}

export async function showDrift({ show }: Show, { steps, mean }: Drift, every: number): Promise<void> {
  await show('drift', {
    kind: 'curves', title: { key: 'strategies.data_parallel.driftTitle' }, x: { key: 'strategies.data_parallel.steps' }, y: { key: 'strategies.data_parallel.drift' },
    series: [line(averagingName(every), steps, mean)],
  })
}

/** Ways that began together, in the plane in which they differ most. */
export async function showPlane({ show }: Show, { paths }: Drift, network: Network): Promise<void> {
  const tracks = paths.map((points, run) => ({ run, diverged: false, entries: points.map((_, i) => i), points }))
  const name = (run: number): Label => (run === 0 ? { key: 'strategies.data_parallel.average' } : { key: 'strategies.data_parallel.worker', values: { worker: run } })
  const plane = pathsOf({ kind: 'pca' }, tracks, network)
  await show('plane', {
    kind: 'curves', title: { key: 'strategies.data_parallel.planeTitle' },
    x: { key: 'strategies.data_parallel.component', values: { number: 1 } }, y: { key: 'strategies.data_parallel.component', values: { number: 2 } },
    series: plane.paths.map(({ x, y }, run): Series => ({ name: name(run), x, y, style: run === 0 ? 'dots' : 'line' })),
  })
}

export async function showResults({ show }: Show, race: readonly Measured[]): Promise<void> {
  const last = (values: readonly number[]): number => values.at(-1) ?? Number.NaN
  const whole = last(race[0]?.milliseconds ?? [])
  await show('results', {
    kind: 'table', title: { key: 'strategies.data_parallel.results' },
    columns: [
      { key: 'strategies.data_parallel.way' }, lossLabel, { key: 'strategies.data_parallel.accuracy' }, milliseconds, { key: 'strategies.data_parallel.speedup' },
    ],
    rows: race.map(({ name, loss, accuracy, milliseconds: time }) => [name, last(loss), accuracy, last(time), whole / last(time)]),
  })
}
