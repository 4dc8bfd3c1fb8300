// Quantization: a network for digits, rounded to ever fewer bits after its training, and trained on with the rounding in it
// (straight-through: loss and gradient at the rounded weights, the update on the full ones).
import type { Evaluation } from '../network/inspect/metrics.ts'
import { prepare } from '../network/prepare.ts'
import type { StrategyTools } from './contract.ts'
import type { Panel } from './fields.ts'
import type { Learner, Objective } from './learner.ts'
import { scoreSchemes, showClaims, showHistograms, showScores, showSurfaces, showTable, showTraining } from './quantization-blocks.ts'
import type { Row, SurfaceSet } from './quantization-blocks.ts'
import { roundWeights } from './rounding.ts'
import type { Scheme } from './rounding.ts'
import { numberOf, textOf } from './settings.ts'
import { learnerOf, scoreOf, taskOf } from './task.ts'
import type { Task } from './task.ts'

const widths = [16, 8, 6, 4, 3, 2, 1]
const moonEpochs = 40
/** With more bits than these, rounding afterwards loses next to nothing, so only these are trained with it. */
const coarse = 4

/** What every part of the experiment needs. */
interface Study {
  readonly tools: StrategyTools
  readonly task: Task
  readonly epochs: number
  readonly chosen: Scheme
  /** Bits, most first; the chosen number is among them. */
  readonly bits: readonly number[]
  /** Accuracy by epochs: the float network's, then that of the chosen bits in training. */
  readonly course: { readonly float: number[]; readonly aware: number[] }
  readonly progress: () => Promise<void>
}

export async function quantization(tools: StrategyTools): Promise<Readonly<Record<string, number>>> {
  const study = await begin(tools)
  const { task } = study
  const float = learnerOf(task)
  await train(study, float, study.course.float, (params) => params)
  const half = float.params.slice()
  await train(study, float, study.course.float, (params) => params)
  const full = float.params.slice()
  const before = scoreOf(task, full)
  const rows: Row[] = study.bits.map((bits) => ({ bits, after: scoreOf(task, rounded(task, full, { ...study.chosen, bits })), aware: null }))
  const after = scoreSchemes(task, full, study.bits)
  const show = async (): Promise<void> => {
    const scores = { chosen: study.chosen, before, rows, after }
    await showScores(tools, scores)
    await showTable(tools, task, scores)
    await showClaims(tools, scores)
  }
  await show()
  await showHistograms(tools, task, full, rounded(task, full, study.chosen), study.chosen)
  await showSurfaces(tools, await trainMoons(study))
  for (const row of rows.filter((r) => r.bits <= coarse || r.bits === study.chosen.bits)) {
    row.aware = await trainAware(study, half, { ...study.chosen, bits: row.bits })
    await show()
  }
  return factsOf(before, rows)
}

async function begin(tools: StrategyTools): Promise<Study> {
  const { settings, seed } = tools
  const epochs = numberOf(settings, 'epochs')
  const chosen: Scheme = { bits: numberOf(settings, 'bits'), symmetric: textOf(settings, 'levels') === 'symmetric', perChannel: textOf(settings, 'scale') === 'channel' }
  const bits = [...new Set([...widths, chosen.bits])].toSorted((a, b) => b - a)
  const table = await tools.table({ id: 'digits_8x8', split: 0.7, standardize: false })
  const prepared = prepare(table, { split: 0.7, standardize: false, seed })
  const task = taskOf({ prepared, hidden: [numberOf(settings, 'hidden')], loss: 'cce_logits', batch: 32, epochs: 2 * epochs, seed, run: { optimizer: 'adam', hyper: { lr: 0.01 } } })
  const total = (2 + bits.filter((n) => n <= coarse || n === chosen.bits).length) * epochs + moonEpochs
  let done = 0
  return { tools, task, epochs, chosen, bits, course: { float: [], aware: [] }, progress: () => tools.breathe(++done, total) }
}

const rounded = ({ problem: { network } }: Task, params: Float64Array, scheme: Scheme): Float64Array => {
  const out = new Float64Array(params.length)
  roundWeights(network, params, scheme, out)
  return out
}

/** So many epochs; `course` gets the accuracy after each, of the weights as `seen` has them. */
async function train(study: Study, learner: Learner, course: number[], seen: (params: Float64Array) => Float64Array): Promise<void> {
  const { task, epochs, tools } = study
  const score = (): number => course.push(scoreOf(task, seen(learner.params)).metric)
  if (course.length === 0) score()
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = task.batches.epochSteps[epoch] ?? 0; i > 0; i--) learner.step()
    score()
    await study.progress()
    await showTraining(tools, study.course, epochs, study.chosen.bits)
  }
}

/** Goes on from the first half of the training, so that it has made as many updates in the end as the float network. */
async function trainAware(study: Study, half: Float64Array, scheme: Scheme): Promise<Evaluation> {
  const { task, epochs } = study
  const out = new Float64Array(half.length)
  const first = epochs * (task.batches.epochSteps[0] ?? 0)
  const objective: Objective = (point, gradient, t) => {
    roundWeights(task.problem.network, point, scheme, out)
    return task.network.lossAndGradient(out, task.problem.batch(first + t), gradient)
  }
  const learner = learnerOf(task, half, objective)
  await train(study, learner, scheme.bits === study.chosen.bits ? study.course.aware : [], (params) => rounded(task, params, scheme))
  return scoreOf(task, rounded(task, learner.params, scheme))
}

/** A network over two features, of which each rounding can be drawn. */
async function trainMoons({ tools, chosen, progress }: Study): Promise<SurfaceSet> {
  const table = await tools.table({ id: 'moons', split: 0.7, standardize: true })
  const prepared = prepare(table, { split: 0.7, standardize: true, seed: tools.seed })
  const task = taskOf({ prepared, hidden: [8, 8], loss: 'bce_logits', batch: 32, epochs: moonEpochs, seed: tools.seed, run: { optimizer: 'adam', hyper: { lr: 0.02 } } })
  const learner = learnerOf(task)
  for (let epoch = 0; epoch < moonEpochs; epoch++) {
    for (let i = task.batches.epochSteps[epoch] ?? 0; i > 0; i--) learner.step()
    await progress()
  }
  const panels = [8, 4, 3, 2, 1].map((bits): Panel => ({
    name: { key: 'strategies.quantization.bitsOf', values: { bits } },
    params: rounded(task, learner.params, { ...chosen, bits }),
  }))
  return { task, prepared, panels: [{ name: { key: 'strategies.quantization.float' }, params: learner.params.slice() }, ...panels] }
}

function factsOf(before: Evaluation, rows: readonly Row[]): Record<string, number> {
  const facts: Record<string, number> = { float_accuracy: before.metric, float_loss: before.loss }
  for (const { bits, after, aware } of rows) {
    facts[`accuracy_${bits}`] = after.metric
    facts[`loss_${bits}`] = after.loss
    if (aware) facts[`aware_accuracy_${bits}`] = aware.metric
  }
  return facts
}
