// The ways of training that are raced against each other, each with the time that a cluster would take for it.
import type { Label } from '../../protocol/strategy-messages.ts'
import type { Setting } from '../../scenario/strategies/types.ts'
import { amdahl, timesAlone, timesTogether } from './cluster.ts'
import type { ClusterSpec } from './cluster.ts'
import { asynchronous, averaging, bigBatch, synchronous } from './distributed.ts'
import type { Local, Way } from './distributed.ts'
import { numberOf, textOf } from './settings.ts'
import type { Shards } from './shards.ts'
import { scoreOf } from './task.ts'
import type { Task } from './task.ts'

export interface Setup {
  readonly settings: Readonly<Record<string, Setting>>
  readonly task: Task
  readonly shards: Shards
  readonly cluster: ClusterSpec
  readonly workers: number
  readonly steps: number
  /** Steps from one average of the parameters to the next. */
  readonly every: number
}

/** What was measured at some steps, the start being the first. */
export interface Measured {
  readonly name: Label
  readonly samples: number[]
  readonly loss: number[]
  /** Modelled. */
  readonly milliseconds: number[]
  /** Of the last measurement, on the validation rows. */
  accuracy: number
}

export interface Entrant<W extends Way = Way> {
  readonly way: W
  readonly measured: Measured
  /** Modelled, after each step, [steps]. */
  readonly seconds: Float64Array
}

/** The big batch, and the ways that were asked for. */
export interface Race {
  readonly bigBatch: Entrant
  readonly synchronous?: Entrant
  readonly averaging?: Entrant<Local>
  readonly asynchronous?: Entrant
}

export const entrants = (race: Race): Entrant[] => [race.bigBatch, race.synchronous, race.averaging, race.asynchronous].filter((entrant) => entrant !== undefined)

export function raceOf(setup: Setup): Race {
  const mode = textOf(setup.settings, 'mode')
  const wanted = (id: string): boolean => mode === 'all' || mode === id
  const { task, shards, cluster, workers, steps, every } = setup
  return {
    bigBatch: entrant({ key: 'strategies.data_parallel.bigBatch' }, bigBatch(task, shards), timesTogether(cluster, 1, steps, 1)),
    ...(wanted('synchronous') && {
      synchronous: entrant({ key: 'strategies.data_parallel.synchronous' }, synchronous(task, shards), timesTogether(cluster, workers, steps, 1)),
    }),
    ...(wanted('averaging') && {
      averaging: entrant(averagingName(every), averaging(task, shards, every), timesTogether(cluster, workers, steps, every)),
    }),
    ...(wanted('asynchronous') && { asynchronous: asynchronousEntrant(setup) }),
  }
}

export const averagingName = (every: number): Label => ({ key: 'strategies.data_parallel.averaging', values: { every } })

function asynchronousEntrant({ settings, task, shards, cluster, workers, steps }: Setup): Entrant {
  const staleness = numberOf(settings, 'staleness')
  const turns = timesAlone(cluster, workers, workers * steps)
  const seconds = Float64Array.from({ length: steps }, (_, step) => turns.seconds[(step + 1) * workers - 1] ?? Number.NaN)
  return entrant({ key: 'strategies.data_parallel.asynchronous' }, asynchronous(task, shards, staleness, turns.worker), seconds)
}

const entrant = <W extends Way>(name: Label, way: W, seconds: Float64Array): Entrant<W> =>
  ({ way, seconds, measured: { name, samples: [], loss: [], milliseconds: [], accuracy: Number.NaN } })

export function measure({ way, measured, seconds }: Entrant, { task, workers, shards }: Setup, step: number): void {
  measured.samples.push(step * workers * shards.rowsPerStep)
  measured.milliseconds.push(step === 0 ? 0 : 1000 * (seconds[step - 1] ?? Number.NaN))
  measured.loss.push(scoreOf(task, way.params, task.judged).loss)
  measured.accuracy = scoreOf(task, way.params).metric
}

/** Each for 1 … 32 workers. */
export interface Speedups {
  readonly synchronous: readonly number[]
  readonly averaging: readonly number[]
  readonly asynchronous: readonly number[]
  readonly amdahl: readonly number[]
}

export const mostWorkers = 32
/** Steps over which a speed-up is taken. */
const timedSteps = 400

/** How much sooner the same rows are through when they are divided: the step of all workers stays as large as it is. */
export function speedupsOf({ cluster, every }: Pick<Setup, 'cluster' | 'every'>): Speedups {
  const counts = Array.from({ length: mostWorkers }, (_, i) => i + 1)
  const steps = every * Math.ceil(timedSteps / every)
  const last = (seconds: Float64Array): number => seconds.at(-1) ?? Number.NaN
  const alone = last(timesTogether(cluster, 1, steps, 1))
  return {
    synchronous: counts.map((workers) => alone / last(timesTogether(cluster, workers, steps, 1))),
    averaging: counts.map((workers) => alone / last(timesTogether(cluster, workers, steps, every))),
    asynchronous: counts.map((workers) => alone / last(timesAlone(cluster, workers, workers * steps).seconds)),
    amdahl: counts.map((workers) => amdahl(cluster.serial, workers)),
  }
}
