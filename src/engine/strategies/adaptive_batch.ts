// Growing batches and early stopping: the same network with a fixed small batch, with its rate decaying, with a growing batch,
// and with the largest of those from the start.
import { lossFor } from '../../scenario/network/losses.ts'
import type { DatasetChoice, NetworkRun } from '../../scenario/network/types.ts'
import { prepare } from '../network/prepare.ts'
import type { Prepared } from '../network/prepare.ts'
import { showAdaptive, showLosses } from './adaptive-blocks.ts'
import type { Course, Kind } from './adaptive-blocks.ts'
import type { StrategyTools } from './contract.ts'
import { flagOf, numberOf, textOf } from './settings.ts'
import { learnerOf, scoreOf, taskOf } from './task.ts'
import type { TaskChoice } from './task.ts'

interface Data {
  readonly choice: DatasetChoice
  readonly hidden: readonly number[]
}

const sets: Readonly<Record<string, Data>> = {
  digits_8x8: { choice: { id: 'digits_8x8', split: 0.3, standardize: false }, hidden: [32] },
  moons: { choice: { id: 'moons', params: { points: 400, noise: 0.3 }, split: 0.5, standardize: true }, hidden: [16, 16] },
}

/** Epochs between two pictures of a run under way. */
const shownEvery = 4

const kinds: readonly Kind[] = ['fixed', 'decaying', 'growing', 'large']

export async function adaptiveBatch(tools: StrategyTools): Promise<Readonly<Record<string, number>>> {
  const { settings, seed } = tools
  const data = sets[textOf(settings, 'data')]
  if (!data) throw new Error(`unknown data "${textOf(settings, 'data')}"`)
  const prepared = prepare(await tools.table(data.choice), { ...data.choice, seed })
  const patience = flagOf(settings, 'early') ? numberOf(settings, 'patience') : null
  const courses: Course[] = []
  let facts: Record<string, number> = {}
  for (const kind of kinds) {
    const course: Course = { kind, updates: [], samples: [], modelled: [], measured: [], train: [], validation: [], accuracy: [] }
    courses.push(course)
    await train(tools, prepared, data.hidden, courses, course)
    facts = await showAdaptive(tools, courses, patience)
  }
  return facts
}

/** What tells the runs apart. */
function variant({ settings }: StrategyTools, kind: Kind, rows: number): Pick<TaskChoice, 'batch' | 'run' | 'growth'> {
  const [batch, factor, every, epochs] = [numberOf(settings, 'batch'), numberOf(settings, 'factor'), numberOf(settings, 'every'), numberOf(settings, 'epochs')]
  const run: NetworkRun = { optimizer: 'momentum', hyper: { lr: numberOf(settings, 'lr') } }
  switch (kind) {
    case 'fixed':
      return { batch, run }
    case 'decaying': {
      const updates = every * Math.ceil(rows / Math.min(batch, rows))
      return { batch, run: { ...run, schedule: { formula: 'lr*factor^(-floor((t - 1)/updates))', params: { factor, updates } } } }
    }
    case 'growing':
      return { batch, run, growth: { factor, every } }
    case 'large':
      return { batch: Math.min(rows, Math.round(batch * factor ** Math.floor((epochs - 1) / every))), run }
  }
}

/** Fills the last of the courses epoch by epoch; entry 0 is the start. */
async function train(tools: StrategyTools, prepared: Prepared, hidden: readonly number[], courses: readonly Course[], course: Course): Promise<void> {
  const { settings, seed } = tools
  const epochs = numberOf(settings, 'epochs')
  const task = taskOf({ prepared, hidden, loss: lossFor('classes', prepared.table.classes?.length ?? 0), epochs, seed, ...variant(tools, course.kind, prepared.train.count) })
  const learner = learnerOf(task)
  let milliseconds = 0
  for (let epoch = 0; epoch <= epochs; epoch++) {
    const samples = task.batches.samplesAt(learner.updates)
    const score = scoreOf(task, learner.params)
    course.updates.push(learner.updates)
    course.samples.push(samples)
    course.modelled.push((learner.updates * numberOf(settings, 'overhead') + samples * numberOf(settings, 'sample')) / 1000)
    course.measured.push(milliseconds)
    course.train.push(scoreOf(task, learner.params, task.judged).loss)
    course.validation.push(score.loss)
    course.accuracy.push(score.metric)
    const begun = performance.now()
    if (epoch < epochs) for (let i = task.batches.epochSteps[epoch] ?? 0; i > 0; i--) learner.step()
    milliseconds += performance.now() - begun
    if (epoch % shownEvery === 0) await showLosses(tools, courses)
    await tools.breathe(courses.length - 1 + epoch / epochs, kinds.length)
  }
}
