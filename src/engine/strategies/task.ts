// What strategies train, put together from the catalogue as a training on the page would be: one network, its loss, its
// batches, and the rows that it is judged by.
import { modelById } from '../../catalog/models/registry.ts'
import { permutation, stream } from '../../formula/random.ts'
import type { NetworkRun } from '../../scenario/network/types.ts'
import { planTraining } from '../../scenario/network/plan.ts'
import type { Rows } from '../network/contract.ts'
import { evaluate } from '../network/inspect/metrics.ts'
import type { Evaluation } from '../network/inspect/metrics.ts'
import type { Part, Prepared } from '../network/prepare.ts'
import { buildProblem } from '../network/problem.ts'
import type { GroupProblem } from '../network/problem.ts'
import { ReferenceNetwork } from '../network/reference-network.ts'
import { Learner } from './learner.ts'
import type { Objective } from './learner.ts'

export interface TaskChoice {
  readonly prepared: Prepared
  readonly hidden: readonly number[]
  /** Id of a loss. */
  readonly loss: string
  readonly batch: number | 'all'
  readonly epochs: number
  /** Of the initial weights and the order of the batches. */
  readonly seed: number
  readonly run: NetworkRun
  /** Id of a model; a multi-layer perceptron where none is named. */
  readonly model?: string
  /** As in a training on the page. */
  readonly augmentation?: { readonly jitter?: number; readonly shift?: number }
  readonly growth?: { readonly factor: number; readonly every: number }
}

export interface Task extends GroupProblem {
  readonly network: ReferenceNetwork
  readonly run: NetworkRun
}

/** A model with the catalogue's defaults. */
export function taskOf({ prepared, hidden, loss, batch, epochs, seed, run, model = 'mlp', augmentation = {}, growth }: TaskChoice): Task {
  const defaults = modelById.get(model)?.defaults
  if (!defaults) throw new Error(`the catalogue has no model ${model}`)
  const plan = planTraining({
    version: 1, kind: 'network', dataset: { split: 1, standardize: false, ...augmentation }, model: { id: model, ...defaults, hidden }, loss: { id: loss },
    batch, epochs, ...(growth ? { growth } : {}), seed, device: 'cpu', runs: [run], view: 'outputs', plane: { kind: 'pca' },
  })
  const [group] = plan.groups
  if (!group) throw new Error('a plan without groups')
  const built = buildProblem(plan, group, prepared)
  return { ...built, network: new ReferenceNetwork(built.problem.network, built.problem.loss, built.problem.penalty), run }
}

/** Trains on the task's own batches and loss, from its initial weights or given ones. */
export function learnerOf(task: Task, initial: Float64Array = task.problem.initial, objective: Objective = plainObjective(task)): Learner {
  return new Learner(task.run, task.problem.network.tensors, initial, task.problem.steps, objective)
}

export const plainObjective = ({ network, problem }: Task): Objective =>
  (point, gradient, t) => network.lossAndGradient(point, problem.batch(t), gradient)

/** Loss and accuracy (or R squared) over rows; the validation rows where none are named. */
export const scoreOf = (task: Task, params: Float64Array, rows: Rows = task.validation): Evaluation =>
  evaluate(task.problem.loss, task.network.forward(params, rows), rows, task.meaning)

/** The same, trained on these of its training rows alone, [count] places among them. */
export function withRows(prepared: Prepared, places: Uint32Array): Prepared {
  const { train, table } = prepared
  const [features, targets] = [table.columns.length, train.targets.length / train.count]
  const part: Part = {
    count: places.length,
    inputs: new Float32Array(places.length * features),
    targets: new Float64Array(places.length * targets),
    rows: Uint32Array.from(places, (place) => train.rows[place] ?? 0),
  }
  places.forEach((place, i) => {
    part.inputs.set(train.inputs.subarray(place * features, (place + 1) * features), i * features)
    part.targets.set(train.targets.subarray(place * targets, (place + 1) * targets), i * targets)
  })
  return { ...prepared, train: part }
}

/** Places of so many rows of each class, drawn by the seed; of a class with fewer, all. */
export function drawPerClass({ count, targets }: Part, each: number, seed: number): Uint32Array {
  const taken = new Map<number, number>()
  return permutation(seed, stream.split, 1, count).filter((place) => {
    const chosen = targets[place] ?? Number.NaN
    taken.set(chosen, (taken.get(chosen) ?? 0) + 1)
    return (taken.get(chosen) ?? 0) <= each
  })
}
