// Ways in which workers train one network together, and the one big batch that they are held against. All are real trainings.
import { Learner } from './learner.ts'
import type { Objective } from './learner.ts'
import type { Shards } from './shards.ts'
import type { Task } from './task.ts'

export interface Way {
  /** Every worker's next batch. The loss over the rows of this step, each at the point from which it was learned. */
  step(): number
  /** The parameters by which it is judged, [params]; good until the next step. */
  readonly params: Float64Array
}

export interface Local extends Way {
  /** Where each worker came to by its last step, before they were averaged. */
  readonly apart: readonly Float64Array[]
  /** That they were averaged after the last step. */
  readonly met: boolean
}

export function bigBatch(task: Task, shards: Shards): Way {
  return learn(task, (point, gradient, t) => task.network.lossAndGradient(point, shards.union(t), gradient))
}

/** The gradients' average, each worker's counting as much as it has rows. */
export function synchronous(task: Task, shards: Shards): Way {
  const own = new Float64Array(task.problem.network.params)
  return learn(task, (point, gradient, t) => {
    const batches = Array.from({ length: shards.workers }, (_, worker) => shards.batch(worker, t))
    const rows = batches.reduce((sum, batch) => sum + batch.count, 0)
    let loss = 0
    gradient.fill(0)
    for (const batch of batches) {
      const share = batch.count / rows
      loss += share * task.network.lossAndGradient(point, batch, own)
      addTo(gradient, own, share)
    }
    return loss
  })
}

/** Every worker steps alone, with a rule and its memory of its own; after every `every` steps all go on from their average. */
export function averaging(task: Task, shards: Shards, every: number): Local {
  const learners = Array.from({ length: shards.workers }, (_, worker) =>
    learn(task, (point, gradient, t) => task.network.lossAndGradient(point, shards.batch(worker, t), gradient)))
  const params = task.problem.initial.slice()
  const apart = learners.map(() => params.slice())
  let steps = 0
  return {
    params,
    apart,
    get met() {
      return steps % every === 0
    },
    step() {
      const loss = learners.reduce((sum, learner) => sum + learner.step(), 0) / learners.length
      steps++
      params.fill(0)
      for (const [i, learner] of learners.entries()) {
        apart[i]?.set(learner.params)
        addTo(params, learner.params, 1 / learners.length)
      }
      if (steps % every === 0) for (const learner of learners) learner.moveTo(params)
      return loss
    },
  }
}

/**
 * As many updates a step as there are workers, each made with one worker's gradient, at the parameters as they were
 * `staleness` updates before. `turns` says whose update is when, [updates].
 */
export function asynchronous(task: Task, shards: Shards, staleness: number, turns: ArrayLike<number>): Way {
  const past: Float64Array[] = []
  const taken = new Uint32Array(shards.workers)
  const learner = learn(task, (point, gradient, t) => {
    // The oldest makes room for the newest; at the start there is no older one than the first.
    const room = past.length > staleness ? (past.shift() ?? point) : new Float64Array(point.length)
    room.set(point)
    past.push(room)
    const worker = turns[t - 1] ?? 0
    const step = (taken[worker] ?? 0) + 1
    taken[worker] = step
    return task.network.lossAndGradient(past[0] ?? point, shards.batch(worker, step), gradient)
  }, shards.workers)
  return {
    params: learner.params,
    step() {
      let loss = 0
      for (let i = 0; i < shards.workers; i++) loss += learner.step() / shards.workers
      return loss
    },
  }
}

function learn({ run, problem }: Task, objective: Objective, updatesPerStep = 1): Learner {
  return new Learner(run, problem.network.tensors, problem.initial, problem.steps * updatesPerStep, objective)
}

function addTo(sum: Float64Array, values: Float64Array, share: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + share * (values[i] as number)
}

/** Euclid's. */
export function distance(a: Float64Array, b: Float64Array): number {
  let square = 0
  for (let i = 0; i < a.length; i++) square += ((a[i] as number) - (b[i] as number)) ** 2
  return Math.sqrt(square)
}

export const length = (a: Float64Array): number => Math.sqrt(a.reduce((sum, value) => sum + value * value, 0))
