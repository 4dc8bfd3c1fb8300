// What choosing by validation shows: the grid as it fills, the chosen cell, and the one look at the test rows.
import type { Label } from '../../protocol/strategy-messages.ts'
import type { Evaluation } from '../network/inspect/metrics.ts'
import type { Prepared } from '../network/prepare.ts'
import type { StrategyTools } from './contract.ts'
import { fieldsOf } from './fields.ts'
import { line } from './series.ts'
import type { Task } from './task.ts'

export interface Cell {
  readonly batch: number
  readonly rate: number
  readonly updates: number
  /** On the validation rows, in the end. */
  readonly score: Evaluation
  readonly params: Float64Array
  /** Losses by epoch. */
  readonly course: { readonly train: number[]; readonly validation: number[] }
}

interface Grid {
  /** Batch by batch, rate by rate; as many as there are yet. */
  readonly cells: readonly Cell[]
  readonly rates: readonly number[]
  readonly batches: readonly number[]
}

interface Verdict {
  readonly cells: readonly Cell[]
  readonly chosen: Cell
  readonly prepared: Prepared
  /** The chosen cell's, with the test rows for validation. */
  readonly task: Task
  readonly score: Evaluation
  /** Rows that were chosen by, and rows of the test. */
  readonly counts: readonly [number, number]
}

const batchLabel = (batch: number): Label => ({ key: 'strategies.choose_by_validation.batchOf', values: { batch } })

export async function showCells(tools: StrategyTools, { cells, rates, batches }: Grid): Promise<void> {
  const sound = (cell: Cell): boolean => Number.isFinite(cell.score.loss)
  await tools.show('curves', {
    kind: 'curves', title: { key: 'strategies.choose_by_validation.curvesTitle' }, x: { key: 'strategies.choose_by_validation.rate' }, y: { key: 'strategies.choose_by_validation.validationLoss' },
    logX: true, logY: true,
    series: batches.flatMap((batch) => {
      const row = cells.filter((cell) => cell.batch === batch && sound(cell))
      return row.length === 0 ? [] : [line(batchLabel(batch), row.map((c) => c.rate), row.map((c) => c.score.loss))]
    }),
  })
  await tools.show('grid', {
    kind: 'matrix', rows: batches.length, columns: rates.length,
    title: { key: 'strategies.choose_by_validation.gridTitle', values: { batches: batches.join(', '), lowest: rates[0] ?? 0, highest: rates.at(-1) ?? 0 } },
    values: Float64Array.from({ length: batches.length * rates.length }, (_, i) => cells[i]?.score.metric ?? Number.NaN),
  })
}

export async function showChosen(tools: StrategyTools, verdict: Verdict): Promise<void> {
  const { cells, chosen, prepared, task, score } = verdict
  const sorted = cells.toSorted((a, b) => (Number.isFinite(a.score.loss) ? a.score.loss : Infinity) - (Number.isFinite(b.score.loss) ? b.score.loss : Infinity))
  await tools.show('cells', {
    kind: 'table', title: { key: 'strategies.choose_by_validation.cellsTitle' }, chosen: 0,
    columns: [
      { key: 'strategies.choose_by_validation.batch' }, { key: 'strategies.choose_by_validation.rate' }, { key: 'strategies.choose_by_validation.updates' },
      { key: 'strategies.choose_by_validation.validationLoss' }, { key: 'strategies.choose_by_validation.validationAccuracy' },
    ],
    rows: sorted.map((c) => [c.batch, c.rate, c.updates, c.score.loss, c.score.metric]),
  })
  const epochs = chosen.course.train.map((_, e) => e)
  await tools.show('chosen', {
    kind: 'curves', title: { key: 'strategies.choose_by_validation.chosenTitle', values: { batch: chosen.batch, rate: chosen.rate } },
    x: { key: 'strategies.choose_by_validation.epochs' }, y: { key: 'strategies.choose_by_validation.loss' },
    series: [line({ key: 'strategies.choose_by_validation.trainLoss' }, epochs, chosen.course.train), line({ key: 'strategies.choose_by_validation.validationLoss' }, epochs, chosen.course.validation)],
  })
  if (prepared.table.columns.length === 2) await showSurfaces(tools, verdict, sorted)
  await tools.show('test', {
    kind: 'table', title: { key: 'strategies.choose_by_validation.testTitle' },
    columns: [{ key: 'strategies.choose_by_validation.judgedBy' }, { key: 'strategies.choose_by_validation.rows' }, { key: 'strategies.choose_by_validation.loss' }, { key: 'strategies.choose_by_validation.accuracy' }],
    rows: [
      [{ key: 'strategies.choose_by_validation.chosenBy' }, verdict.counts[0], chosen.score.loss, chosen.score.metric],
      [{ key: 'strategies.choose_by_validation.lookedAtOnce' }, task.validation.count, score.loss, score.metric],
    ],
  })
  await showClaims(tools, verdict, sorted)
}

/** In the middle of the order of those that stayed within the numbers. */
function middleOf(sorted: readonly Cell[], chosen: Cell): Cell {
  const sound = sorted.filter((cell) => Number.isFinite(cell.score.loss))
  return sound[Math.floor(sound.length / 2)] ?? chosen
}

async function showSurfaces(tools: StrategyTools, { chosen, prepared, task }: Verdict, sorted: readonly Cell[]): Promise<void> {
  const middle = middleOf(sorted, chosen)
  await tools.show('surfaces', fieldsOf({ key: 'strategies.choose_by_validation.surfacesTitle' }, task, prepared, [
    { name: { key: 'strategies.choose_by_validation.chosenCell' }, params: chosen.params },
    { name: { key: 'strategies.choose_by_validation.middleCell' }, params: middle.params },
  ]))
}

async function showClaims(tools: StrategyTools, { chosen, score, counts }: Verdict, sorted: readonly Cell[]): Promise<void> {
  const middle = middleOf(sorted, chosen).score.loss
  await tools.show('matters', {
    kind: 'claim', title: { key: 'strategies.choose_by_validation.mattersClaim' }, found: chosen.score.loss, against: 0.8 * middle, holds: chosen.score.loss <= 0.8 * middle,
  })
  // Two shares of so many rows each differ by chance alone: twice the deviation of their difference.
  const pooled = (chosen.score.metric * counts[0] + score.metric * counts[1]) / (counts[0] + counts[1])
  const chance = 2 * Math.sqrt(Math.max(pooled * (1 - pooled), 1 / (counts[0] + counts[1])) * (1 / counts[0] + 1 / counts[1]))
  const found = Math.abs(chosen.score.metric - score.metric)
  await tools.show('honest', { kind: 'claim', title: { key: 'strategies.choose_by_validation.honestClaim' }, found, against: chance, holds: found <= chance })
}
