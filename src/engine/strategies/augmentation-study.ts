// Augmentation: a network for digits from few rows, with and without moving them a little at each step; judged on validation
// rows as they are, and on the same rows moved.
import type { Label } from '../../protocol/strategy-messages.ts'
import { augment } from '../network/augment.ts'
import type { Augmentation } from '../network/augment.ts'
import type { Rows } from '../network/contract.ts'
import { conditionOf } from '../network/covariance.ts'
import { prepare } from '../network/prepare.ts'
import type { Prepared } from '../network/prepare.ts'
import type { StrategyTools } from './contract.ts'
import { meanInterval, meanSeries } from './series.ts'
import { numberOf } from './settings.ts'
import { learnerOf, scoreOf, taskOf } from './task.ts'

const repeats = 3
/** Moves of a validation row: one that every network is asked about. */
const examination = 1
const samples = 6

/** Accuracy [repeats][epochs + 1] on validation rows as they are, and moved. */
interface Course {
  readonly augmented: boolean
  readonly still: number[][]
  readonly moved: number[][]
}

export async function augmentation(tools: StrategyTools): Promise<Record<string, number>> {
  const { settings, seed } = tools
  const change: Augmentation = { jitter: numberOf(settings, 'jitter'), shift: numberOf(settings, 'shift') }
  const epochs = numberOf(settings, 'epochs')
  const table = await tools.table({ id: 'digits_8x8', split: 0.7, standardize: false })
  const prepared = prepare(table, { split: numberOf(settings, 'rows') / table.rows, standardize: false, seed })
  await showSamples(tools, prepared, change)
  const courses: Course[] = [false, true].map((augmented) => ({ augmented, still: [], moved: [] }))
  let done = 0
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const course of courses) {
      const still: number[] = []
      const moved: number[] = []
      course.still.push(still)
      course.moved.push(moved)
      const task = taskOf({
        prepared, hidden: [32], loss: 'cce_logits', batch: 16, epochs, seed: seed + repeat, run: { optimizer: 'adam', hyper: { lr: 0.01 } },
        ...(course.augmented ? { augmentation: change } : {}),
      })
      const learner = learnerOf(task)
      const rows = movedRows(prepared, task.validation, change, seed)
      for (let epoch = 0; epoch <= epochs; epoch++) {
        still.push(scoreOf(task, learner.params).metric)
        moved.push(scoreOf(task, learner.params, rows).metric)
        if (epoch < epochs) for (let i = task.batches.epochSteps[epoch] ?? 0; i > 0; i--) learner.step()
        await tools.breathe(++done, 2 * repeats * (epochs + 1))
      }
      await showCourses(tools, courses, epochs)
    }
  }
  return showScores(tools, courses, conditions(prepared, change, seed))
}

/** The judged validation rows, each moved once and for all. */
function movedRows(prepared: Prepared, rows: Rows, change: Augmentation, seed: number): Rows {
  const part = { ...prepared.validation, inputs: Float32Array.from(rows.inputs), count: rows.count }
  const order = Uint32Array.from({ length: rows.count }, (_, i) => i)
  return { ...rows, inputs: augment({ ...prepared, train: part }, order, examination, seed, change) }
}

function conditions(prepared: Prepared, change: Augmentation, seed: number): readonly [number, number] {
  const { train: { inputs, count }, table } = prepared
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  const of = (values: Float32Array): number => conditionOf(values, count, table.columns.length) ?? Number.NaN
  return [of(inputs), of(augment(prepared, order, examination, seed, change))]
}

/** One digit as it is, then as it is shown at a few steps, side by side. */
async function showSamples(tools: StrategyTools, prepared: Prepared, change: Augmentation): Promise<void> {
  const { width, height } = prepared.table.image ?? { width: 0, height: 0 }
  const pictures = [prepared.train.inputs, ...Array.from({ length: samples }, (_, step) => augment(prepared, [0], step + 1, tools.seed, change))]
  const columns = pictures.length * (width + 1) - 1
  const values = new Float64Array(height * columns)
  pictures.forEach((picture, place) => {
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) values[y * columns + place * (width + 1) + x] = picture[y * width + x] ?? 0
  })
  await tools.show('samples', { kind: 'matrix', title: { key: 'strategies.preprocessing.samplesTitle', values: { count: samples } }, rows: height, columns, values })
}

const nameOf = (augmented: boolean, moved: boolean): Label => {
  if (augmented) return moved ? { key: 'strategies.preprocessing.augmentedMoved' } : { key: 'strategies.preprocessing.augmentedStill' }
  return moved ? { key: 'strategies.preprocessing.plainMoved' } : { key: 'strategies.preprocessing.plainStill' }
}

async function showCourses(tools: StrategyTools, courses: readonly Course[], epochs: number): Promise<void> {
  const x = Array.from({ length: epochs + 1 }, (_, e) => e)
  await tools.show('accuracy', {
    kind: 'curves', title: { key: 'strategies.preprocessing.accuracyTitle' }, x: { key: 'strategies.preprocessing.epochs' }, y: { key: 'strategies.preprocessing.accuracy' },
    series: courses.flatMap(({ augmented, still, moved }) =>
      still.length === 0 ? [] : [meanSeries(nameOf(augmented, false), x, still), meanSeries(nameOf(augmented, true), x, moved)],
    ),
  })
}

async function showScores(tools: StrategyTools, courses: readonly Course[], condition: readonly [number, number]): Promise<Record<string, number>> {
  const last = (values: readonly (readonly number[])[]): number => meanInterval(values.map((v) => v.at(-1) ?? Number.NaN)).mean
  const scores = courses.map(({ augmented, still, moved }) => ({ augmented, still: last(still), moved: last(moved) }))
  await tools.show('scores', {
    kind: 'table', title: { key: 'strategies.preprocessing.scoresTitle', values: { repeats } },
    columns: [
      { key: 'strategies.preprocessing.training' }, { key: 'strategies.preprocessing.condition' },
      { key: 'strategies.preprocessing.still' }, { key: 'strategies.preprocessing.moved' },
    ],
    rows: scores.map((s, i) => [
      s.augmented ? { key: 'strategies.preprocessing.augmented' } : { key: 'strategies.preprocessing.plain' }, condition[i] ?? Number.NaN, s.still, s.moved,
    ]),
  })
  const [plain, augmented] = scores
  if (!plain || !augmented) return {}
  await tools.show('claim', {
    kind: 'claim', title: { key: 'strategies.preprocessing.movedClaim' }, found: augmented.moved, against: plain.moved, holds: augmented.moved > plain.moved,
  })
  return {
    plainStill: plain.still, plainMoved: plain.moved, augmentedStill: augmented.still, augmentedMoved: augmented.moved,
    conditionPlain: condition[0], conditionAugmented: condition[1],
  }
}
