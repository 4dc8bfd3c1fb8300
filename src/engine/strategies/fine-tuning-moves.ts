// Networks on their way from task A to task B: the training on A, and one move to B at a time.
import type { Table } from '../../catalog/network-types.ts'
import { prepare } from '../network/prepare.ts'
import type { Prepared } from '../network/prepare.ts'
import type { StrategyTools } from './contract.ts'
import { showPretraining } from './fine-tuning-blocks.ts'
import type { Learner, Objective } from './learner.ts'
import { numberOf, textOf } from './settings.ts'
import { drawPerClass, learnerOf, plainObjective, scoreOf, taskOf, withRows } from './task.ts'
import type { Task } from './task.ts'
import { taskPair } from './task-pairs.ts'
import type { TaskPair } from './task-pairs.ts'

const batch = 32
/** Times that accuracies are taken on the way, besides at the start. */
const looks = 25

export interface Study {
  readonly tools: StrategyTools
  readonly pair: TaskPair
  readonly b: Prepared
  /** Task A. */
  readonly task: Task
  /** What training on A has made, [params]. */
  readonly pretrained: Float64Array
  readonly epochs: number
  readonly seeds: readonly number[]
  readonly progress: () => Promise<void>
}

/** One network on its way from its start on task B. */
export interface Move {
  readonly task: Task
  readonly params: Float64Array
  readonly updates: readonly number[]
  readonly accuracies: readonly number[]
}

interface MoveChoice {
  readonly rows: number
  readonly seed: number
  readonly warm: boolean
  readonly frozen: number
  readonly factor: number
  /** Accuracies on the way too, not at the ends alone. */
  readonly watched: boolean
}

/** So many `moves` will be made for each seed. */
export async function pretrain(tools: StrategyTools, moves: (pair: TaskPair) => number): Promise<Study> {
  const { settings, seed } = tools
  const pair = await taskPair(textOf(settings, 'tasks'), tools)
  const divided = (table: Table): Prepared => prepare(table, { split: 0.7, standardize: false, seed })
  const [a, b] = [divided(pair.a), divided(pair.b)]
  const { hidden, loss } = pair
  const run = { optimizer: 'adam', hyper: { lr: 0.01 } }
  const task = taskOf({ prepared: a, hidden, loss, batch, epochs: pair.epochs, seed, run })
  const epochs = numberOf(settings, 'rounds') * numberOf(settings, 'epochs')
  const seeds = Array.from({ length: numberOf(settings, 'seeds') }, (_, i) => seed + i)
  let done = 0
  const total = pair.epochs + seeds.length * epochs * moves(pair)
  const progress = (): Promise<void> => tools.breathe(++done, total)
  const learner = learnerOf(task)
  const accuracies = [scoreOf(task, learner.params).metric]
  for (let epoch = 0; epoch < pair.epochs; epoch++) {
    for (let i = task.batches.epochSteps[epoch] ?? 0; i > 0; i--) learner.step()
    accuracies.push(scoreOf(task, learner.params).metric)
    if (epoch % 5 === 4) await showPretraining(tools, accuracies)
    await progress()
  }
  return { tools, pair, b, task, pretrained: learner.params.slice(), epochs, seeds, progress }
}

export async function move(study: Study, choice: MoveChoice): Promise<Move> {
  const { tools, pair, b, epochs } = study
  const { rows, seed, factor, watched } = choice
  const prepared = withRows(b, drawPerClass(b.train, rows, seed))
  const perEpoch = Math.ceil(prepared.train.count / batch)
  const schedule = { id: 'step', params: { step_size: perEpoch * numberOf(tools.settings, 'epochs'), gamma: factor } }
  // A seed that task A has not had: a fresh head is really fresh.
  const task = taskOf({
    prepared, hidden: pair.hidden, loss: pair.loss, batch, epochs, seed: seed + 1000,
    run: { optimizer: 'adam', hyper: { lr: numberOf(tools.settings, 'lr') }, schedule },
  })
  const learner = startOf(study, task, choice)
  const [updates, accuracies] = [[0], [scoreOf(task, learner.params).metric]]
  const every = watched ? Math.ceil(epochs / looks) : epochs
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (let i = 0; i < perEpoch; i++) learner.step()
    if (epoch % every === 0 || epoch === epochs) {
      updates.push(learner.updates)
      accuracies.push(scoreOf(task, learner.params).metric)
    }
    await study.progress()
  }
  return { task, params: learner.params, updates, accuracies }
}

/** Frozen layers come first among the parameters; their gradient is 0, and so is what Adam makes of it. */
function startOf({ pair, pretrained }: Study, task: Task, { warm, frozen }: MoveChoice): Learner {
  const { tensors } = task.problem.network
  const initial = task.problem.initial.slice()
  const kept = pair.newHead ? (tensors.at(-2)?.offset ?? 0) : initial.length
  if (warm) initial.set(pretrained.subarray(0, kept))
  const free = tensors[2 * frozen]?.offset ?? 0
  const whole = plainObjective(task)
  const objective: Objective = (point, gradient, t) => {
    const loss = whole(point, gradient, t)
    gradient.fill(0, 0, free)
    return loss
  }
  return learnerOf(task, initial, objective)
}
