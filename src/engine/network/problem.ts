// Plan and data -> the task of one group in numbers: the network built to fit, its initial weights, its batches.
import { initialisationById } from '../../catalog/inits/registry.ts'
import { modelById } from '../../catalog/models/registry.ts'
import type { Network } from '../../catalog/network-types.ts'
import { Graph } from '../../formula/graph.ts'
import { buildFunction } from '../../formula/program.ts'
import { hash, normal, stream, uniform } from '../../formula/random.ts'
import { evaluate } from '../../formula/reference.ts'
import type { LossText, ModelText, TrainGroup, TrainPlan } from '../../scenario/network/plan-types.ts'
import { augment } from './augment.ts'
import { planBatches } from './batches.ts'
import type { BatchPlan } from './batches.ts'
import type { Batch, NetworkProblem, Rows } from './contract.ts'
import type { Meaning } from './inspect/meaning.ts'
import { compileLoss } from './loss.ts'
import type { Part, Prepared } from './prepare.ts'

export interface GroupProblem {
  readonly problem: NetworkProblem
  readonly batches: BatchPlan
  readonly meaning: Meaning
  /** Rows by which the training loss is judged, and the validation rows: at most so many that judging costs little. */
  readonly judged: Rows
  readonly validation: Rows
  /** Any validation rows. */
  readonly validationRows: (indices: ArrayLike<number>) => Rows
}

/** More rows than this tell little more about a loss. */
const mostJudged = 1000

/** @throws Error with one sentence when model, loss and data do not fit. */
export function buildProblem(plan: TrainPlan, group: TrainGroup, prepared: Prepared): GroupProblem {
  const { table, train, validation } = prepared
  const meaning = meaningOf(plan.loss, prepared)
  const network = buildNetwork(group.model, { features: table.columns.length, outputs: meaning.outputs, image: table.image ?? null })
  const batches = planBatches({ count: train.count, batch: group.batch, epochs: plan.epochs, growth: plan.growth, seed: plan.seed })
  const rowsOf = (part: Part, indices: ArrayLike<number>): Rows => gather(part, indices, table.columns.length, meaning)
  const augmentation = { jitter: plan.dataset.jitter ?? 0, shift: plan.dataset.shift ?? 0 }
  const augmented = augmentation.jitter > 0 || augmentation.shift > 0
  const batch = (step: number): Batch => {
    const indices = batches.rowsOf(step)
    const rows = rowsOf(train, indices)
    if (augmented) rows.inputs.set(augment(prepared, indices, step, plan.seed, augmentation))
    return { ...rows, masks: masksOf(network, indices.length, plan.seed, step) }
  }
  return {
    problem: { network, loss: compileLoss(plan.loss, meaning.outputs), penalty: plan.penalty, batch, steps: batches.steps, initial: initialWeights(network, group) },
    batches,
    meaning,
    judged: rowsOf(train, judgedOf(train)),
    validation: rowsOf(validation, judgedOf(validation)),
    validationRows: (indices) => rowsOf(validation, indices),
  }
}

/** Which rows of a part it is judged by. */
export const judgedOf = ({ count }: Pick<Part, 'count'>): Uint32Array => spread(count, mostJudged)

/**
 * What outputs there are, and what they say. Two classes take one output, but for losses over classes.
 * @throws Error with one sentence when loss and data do not fit.
 */
export function meaningOf({ kind, targets, output }: LossText, { table }: Prepared): Meaning {
  const { classes, targetNames } = table
  if (classes === null && (kind === 'classwise' || targets === 'sign' || output === 'logit')) {
    throw new Error('This loss is for classes, and the data have numbers to predict: choose mean squared error or another loss for numbers.')
  }
  const outputs = classes === null ? targetNames.length : classes.length === 2 && kind === 'pointwise' ? 1 : classes.length
  return { kind, targets, output, task: classes === null ? 'numbers' : 'classes', outputs }
}

function buildNetwork(model: ModelText, dimensions: { features: number; outputs: number; image: Prepared['table']['image'] | null }): Network {
  const listed = modelById.get(model.id)
  if (!listed) throw new Error(`unknown model ${model.id}`)
  const { hidden, activation, dropout } = model
  return listed.build({ hidden, activation, dropout }, { ...dimensions, image: dimensions.image ?? null })
}

/** Some of `count`, evenly spread. */
const spread = (count: number, most: number): Uint32Array =>
  Uint32Array.from({ length: Math.min(count, most) }, (_, i) => Math.floor((i * count) / Math.min(count, most)))

export function gather({ inputs, targets }: Part, indices: ArrayLike<number>, width: number, meaning: Meaning): Rows {
  const count = indices.length
  const [x, y] = [new Float32Array(count * width), new Float64Array(count * meaning.outputs)]
  for (let i = 0; i < count; i++) {
    const row = indices[i] ?? 0
    x.set(inputs.subarray(row * width, (row + 1) * width), i * width)
    writeTarget(y, i, targets, row, meaning)
  }
  return { count, inputs: x, targets: y }
}

function writeTarget(y: Float64Array, i: number, targets: Float64Array, row: number, { task, outputs, targets: form }: Meaning): void {
  if (task === 'numbers') {
    for (let j = 0; j < outputs; j++) y[i * outputs + j] = targets[row * outputs + j] ?? Number.NaN
    return
  }
  const [no, yes] = form === 'sign' ? [-1, 1] : [0, 1]
  const index = targets[row] ?? 0
  for (let j = 0; j < outputs; j++) y[i * outputs + j] = (outputs === 1 ? index === 1 : index === j) ? yes : no
}

/** Factors 0 or 1/(1 - rate) of each dropout layer, [rows, units]: the same for all runs. */
function masksOf(network: Network, rows: number, seed: number, step: number): Float64Array[] {
  const layers = network.layers.filter((layer) => layer.kind === 'dropout')
  return layers.map(({ rate, units }, k) =>
    Float64Array.from({ length: rows * units }, (_, i) => (uniform(hash(seed, stream.dropout, k, step, i)) < rate ? 0 : 1 / (1 - rate))),
  )
}

/** Given weights, or drawn ones by each run's seed, [runs, params]. Biases begin at 0. */
function initialWeights(network: Network, { model, seeds, runs }: TrainGroup): Float64Array {
  const all = new Float64Array(runs.length * network.params)
  const { weights } = model
  if (weights && weights.length !== network.params) throw new Error(`The given weights are ${weights.length} numbers; this network has ${network.params}.`)
  runs.forEach((_, run) => all.set(weights ?? drawWeights(network, model.init, seeds[run] ?? 0), run * network.params))
  return all
}

function drawWeights({ tensors, params }: Network, init: string, seed: number): Float64Array {
  const listed = initialisationById.get(init)
  if (!listed) throw new Error(`unknown initialisation ${init}`)
  const graph = new Graph()
  const node = buildFunction(graph, listed.spread, { names: new Map(['fan_in', 'fan_out'].map((n) => [n, graph.sym(n)])), functions: new Map() })
  const values = new Float64Array(params)
  tensors.forEach(({ offset, size, matrix, fanIn, fanOut }, k) => {
    if (!matrix) return
    const reach = evaluate(node, { fan_in: fanIn, fan_out: fanOut })
    for (let i = 0; i < size; i++) {
      const draw = listed.draw === 'normal' ? normal(seed, stream.weights, 0, k, i) : 2 * uniform(hash(seed, stream.weights, 0, k, i)) - 1
      values[offset + i] = reach * draw
    }
  })
  return values
}
