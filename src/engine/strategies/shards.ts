// Rows divided among workers: each has a shard of its own and goes through it in its own order.
import type { Network } from '../../catalog/network-types.ts'
import { hash, stream } from '../../formula/random.ts'
import { planBatches } from '../network/batches.ts'
import type { Batch, Rows } from '../network/contract.ts'
import { trueClass } from '../network/inspect/meaning.ts'
import type { Meaning } from '../network/inspect/meaning.ts'
import { pickRows } from '../network/inspect/rows.ts'

export interface Shards {
  readonly workers: number
  /** Rows of a worker at one step; the last batch of its epoch may have fewer. */
  readonly rowsPerStep: number
  /** Of one worker, at a step (1 for the first). */
  readonly batch: (worker: number, step: number) => Batch
  /** The batches of all workers as one. */
  readonly union: (step: number) => Batch
}

export interface ShardSetup {
  readonly workers: number
  readonly batch: number
  readonly steps: number
  /** Rows of few classes on each worker, instead of some of all. */
  readonly byClass: boolean
  readonly seed: number
}

/** @param rows in a drawn order. */
export function shardRows(rows: Rows, { workers, batch, steps, byClass, seed }: ShardSetup, network: Network, meaning: Meaning): Shards {
  if (workers > rows.count) throw new Error(`${workers} workers cannot share ${rows.count} rows: choose fewer workers or a larger set.`)
  const places = Array.from({ length: rows.count }, (_, i) => i)
  const order = byClass ? places.toSorted((a, b) => trueClass(rows.targets, a, meaning) - trueClass(rows.targets, b, meaning)) : places
  const shards = Array.from({ length: workers }, (_, worker) => {
    const own = order.slice(Math.floor((worker * rows.count) / workers), Math.floor(((worker + 1) * rows.count) / workers))
    const epochs = Math.ceil(steps / Math.ceil(own.length / Math.min(batch, own.length)))
    const plan = planBatches({ count: own.length, batch, epochs, growth: null, seed: hash(seed, stream.order, worker, 0, 0) })
    // A worker that waits for nobody may make more steps than were planned: then it begins again.
    return (step: number): number[] => Array.from(plan.rowsOf(((step - 1) % plan.steps) + 1), (place) => own[place] ?? 0)
  })
  const pick = (chosen: readonly number[]): Batch => ({ ...pickRows(rows, Uint32Array.from(chosen), network), masks: [] })
  return {
    workers,
    rowsPerStep: Math.min(batch, Math.floor(rows.count / workers)),
    batch: (worker, step) => pick(shards[worker]?.(step) ?? []),
    union: (step) => pick(shards.flatMap((rowsOf) => rowsOf(step))),
  }
}
