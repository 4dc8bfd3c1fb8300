// Data parallel training: workers with their own rows, really trained, in the time that a cluster would take.
import type { NetworkRun } from '../../scenario/network/types.ts'
import type { Setting } from '../../scenario/strategies/types.ts'
import { prepare } from '../network/prepare.ts'
import type { ClusterSpec } from './cluster.ts'
import type { StrategyRunner, StrategyTools } from './contract.ts'
import { showClaims, showDrift, showPlane, showRace, showResults, showSpeedup } from './data-parallel-blocks.ts'
import type { Drift } from './data-parallel-blocks.ts'
import { entrants, measure, raceOf, speedupsOf } from './data-parallel-ways.ts'
import type { Race, Setup } from './data-parallel-ways.ts'
import { distance, length } from './distributed.ts'
import type { Local } from './distributed.ts'
import { numberOf, textOf } from './settings.ts'
import { shardRows } from './shards.ts'
import { taskOf } from './task.ts'

/** Steps over which the one big batch and the averaged gradients are compared. */
const comparedSteps = 50
/** Points of a curve. */
const points = 40
/** Steps and workers that are drawn in the plane. */
const pathSteps = 60
const pathWorkers = 6

export const dataParallel: StrategyRunner = async (tools) => {
  const setup = await setUp(tools)
  const { workers } = setup
  const speedups = speedupsOf(setup)
  await showSpeedup(tools, speedups, workers, setup.every)
  const race = raceOf(setup)
  const { difference, drift } = await train(tools, setup, race)
  await showResults(tools, entrants(race).map(({ measured }) => measured))
  const at = (values: readonly number[]): number => values[workers - 1] ?? Number.NaN
  return {
    ...(race.synchronous && { parameterDifference: difference.parameters, lossDifference: difference.loss, speedup: at(speedups.synchronous) }),
    ...(race.averaging && { drift: drift.mean.reduce((a, b) => Math.max(a, b), 0), averagingSpeedup: at(speedups.averaging) }),
    ...(race.asynchronous && { asynchronousSpeedup: at(speedups.asynchronous) }),
    amdahl: at(speedups.amdahl),
    ...resultsOf(race),
  }
}

async function setUp({ settings, seed, table }: StrategyTools): Promise<Setup> {
  const digits = textOf(settings, 'data') === 'digits_8x8'
  const [split, standardize] = digits ? [0.8, false] : [0.7, true]
  const rows = await table(digits ? { id: 'digits_8x8', split, standardize } : { id: 'moons', params: { points: 1000, noise: 0.15 }, split, standardize })
  const [workers, batch, steps] = [numberOf(settings, 'workers'), numberOf(settings, 'batch'), numberOf(settings, 'steps')]
  const run: NetworkRun = { optimizer: textOf(settings, 'optimizer'), hyper: { lr: numberOf(settings, 'lr') } }
  const task = taskOf({
    prepared: prepare(rows, { split, standardize, seed }), hidden: digits ? [32] : [16, 16], loss: digits ? 'cce_logits' : 'bce_logits',
    batch: 'all', epochs: steps, seed, run,
  })
  const { network } = task.problem
  const byClass = textOf(settings, 'shards') === 'by_class'
  const shards = shardRows(task.problem.batch(1), { workers, batch, steps, byClass, seed }, network, task.meaning)
  const cluster = clusterOf(settings, network.params, workers * shards.rowsPerStep, seed)
  return { settings, task, shards, cluster, workers, steps, every: numberOf(settings, 'average_every') }
}

const clusterOf = (settings: Readonly<Record<string, Setting>>, params: number, rows: number, seed: number): ClusterSpec => ({
  params,
  rows,
  flops: 1e9 * numberOf(settings, 'gflops'),
  latency: 1e-6 * numberOf(settings, 'latency_us'),
  bandwidth: 1e6 * numberOf(settings, 'bandwidth_mb'),
  straggling: numberOf(settings, 'straggling'),
  serial: numberOf(settings, 'serial'),
  seed,
})

/** Largest relative differences between the big batch and the averaged gradients. */
interface Difference {
  loss: number
  parameters: number
}

/** All side by side, so that their curves grow together. */
async function train(tools: StrategyTools, setup: Setup, race: Race): Promise<{ readonly difference: Difference; readonly drift: Drift }> {
  const { task, steps, every } = setup
  const all = entrants(race)
  const difference: Difference = { loss: 0, parameters: 0 }
  const drift: Drift = { steps: [0], mean: [0], paths: Array.from({ length: 1 + Math.min(pathWorkers, setup.workers) }, () => [Float32Array.from(task.problem.initial)]) }
  const draw = async (step: number): Promise<void> => {
    for (const entrant of all) measure(entrant, setup, step)
    await showRace(tools, all.map(({ measured }) => measured))
    if (race.averaging) await showDrift(tools, drift, every)
  }
  await draw(0)
  for (let step = 1; step <= steps; step++) {
    const losses = all.map(({ way }) => way.step())
    if (step <= comparedSteps) compare(difference, race, losses)
    if (race.averaging) follow(drift, race.averaging.way, step)
    if (step % Math.ceil(steps / points) === 0 || step === steps) await draw(step)
    if (step === Math.min(comparedSteps, steps) && race.synchronous) await showClaims(tools, difference, step)
    if (step === Math.min(pathSteps, steps) && race.averaging) await showPlane(tools, drift, task.problem.network)
    await tools.breathe(step, steps)
  }
  return { difference, drift }
}

function compare(difference: Difference, { bigBatch, synchronous }: Race, [whole = Number.NaN, averaged = Number.NaN]: readonly number[]): void {
  if (!synchronous) return
  const { params } = bigBatch.way
  difference.loss = Math.max(difference.loss, Math.abs(averaged - whole) / Math.abs(whole))
  difference.parameters = Math.max(difference.parameters, distance(synchronous.way.params, params) / length(params))
}

function follow({ steps, mean, paths }: Drift, { params, apart, met }: Local, step: number): void {
  steps.push(step)
  mean.push(apart.reduce((sum, own) => sum + distance(own, params), 0) / apart.length)
  if (met) {
    steps.push(step)
    mean.push(0)
  }
  // A plane is laid through numbers alone: a way that leaves them ends.
  if (step > pathSteps || !params.every(Number.isFinite)) return
  for (const [i, path] of paths.entries()) {
    path.push(Float32Array.from((i === 0 ? params : apart[i - 1]) ?? []))
    if (met && i > 0) path.push(Float32Array.from(params))
  }
}

function resultsOf(race: Race): Record<string, number> {
  const facts: Record<string, number> = {}
  for (const id of ['bigBatch', 'synchronous', 'averaging', 'asynchronous'] as const) {
    const measured = race[id]?.measured
    if (!measured) continue
    facts[`${id}Loss`] = measured.loss.at(-1) ?? Number.NaN
    facts[`${id}Accuracy`] = measured.accuracy
    facts[`${id}Milliseconds`] = measured.milliseconds.at(-1) ?? Number.NaN
  }
  return facts
}
