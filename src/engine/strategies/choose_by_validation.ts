// Rate and batch size by validation: a training for each cell of the grid, the best by validation loss, and one look at the
// test rows, for that cell.
import { lossFor } from '../../scenario/network/losses.ts'
import type { DatasetChoice } from '../../scenario/network/types.ts'
import type { Evaluation } from '../network/inspect/metrics.ts'
import { prepare } from '../network/prepare.ts'
import type { Prepared } from '../network/prepare.ts'
import { isFinite32 } from '../stepper.ts'
import { showCells, showChosen } from './choose-blocks.ts'
import type { Cell } from './choose-blocks.ts'
import type { StrategyTools } from './contract.ts'
import { numberOf, textOf } from './settings.ts'
import { learnerOf, scoreOf, taskOf } from './task.ts'
import type { Task } from './task.ts'
import { threeWay } from './three-way.ts'

const batchSizes = [4, 16, 64]
const choices: Readonly<Record<string, DatasetChoice>> = {
  moons: { id: 'moons', params: { points: 300, noise: 0.25 }, split: 0.6, standardize: true },
  spirals: { id: 'spirals', params: { points: 300, noise: 0.05 }, split: 0.6, standardize: true },
  breast_cancer: { id: 'breast_cancer', split: 0.6, standardize: true },
}

export async function chooseByValidation(tools: StrategyTools): Promise<Readonly<Record<string, number>>> {
  const { settings, seed } = tools
  const name = textOf(settings, 'data')
  const choice = choices[name]
  if (!choice) throw new Error(`unknown data "${name}"`)
  const { choosing, testing } = threeWay(await tools.table(choice), seed)
  const prepared = prepare(choosing, { ...choice, seed })
  const batches = [...batchSizes, prepared.train.count]
  const rates = ratesOf(numberOf(settings, 'lowest'), numberOf(settings, 'highest'), numberOf(settings, 'rates'))
  const cells: Cell[] = []
  for (const batch of batches) {
    for (const rate of rates) {
      cells.push(await train(tools, prepared, batch, rate, cells.length, batches.length * rates.length))
      await showCells(tools, { cells, rates, batches })
    }
  }
  const chosen = cells.reduce((best, cell) => (cell.score.loss < best.score.loss || Number.isNaN(best.score.loss) ? cell : best))
  if (Number.isNaN(chosen.score.loss)) throw new Error('No cell stayed within the numbers: try smaller rates.')
  const tested = prepare(testing, { ...choice, seed })
  const task = cellTask(tools, tested, chosen.batch, chosen.rate)
  const score = scoreOf(task, chosen.params)
  await showChosen(tools, { cells, chosen, prepared, task, score, counts: [prepared.validation.count, tested.validation.count] })
  return factsOf(chosen, score, cells.length)
}

/** Evenly on a log scale, from the lower of both to the higher. */
function ratesOf(a: number, b: number, count: number): number[] {
  const [low, high] = [Math.min(a, b), Math.max(a, b)]
  return Array.from({ length: count }, (_, i) => Number((low * (high / low) ** (i / (count - 1))).toPrecision(3)))
}

function cellTask({ settings, seed }: StrategyTools, prepared: Prepared, batch: number, rate: number): Task {
  return taskOf({
    prepared, hidden: [numberOf(settings, 'hidden')], loss: lossFor('classes', prepared.table.classes?.length ?? 0), batch,
    epochs: numberOf(settings, 'epochs'), seed, run: { optimizer: textOf(settings, 'optimizer'), hyper: { lr: rate } },
  })
}

async function train(tools: StrategyTools, prepared: Prepared, batch: number, rate: number, done: number, total: number): Promise<Cell> {
  const task = cellTask(tools, prepared, batch, rate)
  const learner = learnerOf(task)
  const course = { train: [scoreOf(task, learner.params, task.judged).loss], validation: [scoreOf(task, learner.params).loss] }
  const epochs = task.batches.epochSteps.length
  for (const [epoch, steps] of task.batches.epochSteps.entries()) {
    for (let i = 0; i < steps; i++) learner.step()
    course.train.push(scoreOf(task, learner.params, task.judged).loss)
    course.validation.push(scoreOf(task, learner.params).loss)
    await tools.breathe(done + (epoch + 1) / epochs, total)
  }
  const { loss, metric } = scoreOf(task, learner.params)
  // What float32 could not hold has diverged, as in all trainings.
  const score: Evaluation = isFinite32(loss) ? { loss, metric } : { loss: Number.NaN, metric: Number.NaN }
  return { batch, rate, updates: learner.updates, score, params: learner.params.slice(), course }
}

const factsOf = ({ rate, batch, score }: Cell, test: Evaluation, trainings: number): Record<string, number> => ({
  rate, batch, validationLoss: score.loss, validationAccuracy: score.metric, testLoss: test.loss, testAccuracy: test.metric, testLooks: 1, trainings,
})
