// What the page shows of a quantization: pure but for showing.
import type { CurvesBlock, Label, Series, TableBlock } from '../../protocol/strategy-messages.ts'
import { histogram } from '../network/inspect/histograms.ts'
import type { Evaluation } from '../network/inspect/metrics.ts'
import type { Prepared } from '../network/prepare.ts'
import type { StrategyTools } from './contract.ts'
import { fieldsOf } from './fields.ts'
import type { Panel } from './fields.ts'
import { bytesOf, roundWeights } from './rounding.ts'
import type { Scheme } from './rounding.ts'
import { line } from './series.ts'
import { scoreOf } from './task.ts'
import type { Task } from './task.ts'

/** One number of bits: rounded after the training, and trained with the rounding (null where it is not). */
export interface Row {
  readonly bits: number
  readonly after: Evaluation
  aware: Evaluation | null
}

interface Scores {
  readonly chosen: Scheme
  readonly before: Evaluation
  readonly rows: readonly Row[]
  /** Of every scheme at every number of bits, rounded after the training. */
  readonly after: readonly { readonly name: Label; readonly scores: readonly Evaluation[] }[]
}

export interface SurfaceSet {
  readonly task: Task
  readonly prepared: Prepared
  readonly panels: readonly Panel[]
}

const float: Label = { key: 'strategies.quantization.float' }
const aware: Label = { key: 'strategies.quantization.aware' }
const bitsLabel: Label = { key: 'strategies.quantization.bits' }
const accuracy: Label = { key: 'strategies.quantization.accuracy' }
const loss: Label = { key: 'strategies.quantization.loss' }

const schemes: readonly (Omit<Scheme, 'bits'> & { readonly name: Label })[] = [
  { symmetric: true, perChannel: false, name: { key: 'strategies.quantization.symmetricTensor' } },
  { symmetric: true, perChannel: true, name: { key: 'strategies.quantization.symmetricChannel' } },
  { symmetric: false, perChannel: false, name: { key: 'strategies.quantization.affineTensor' } },
  { symmetric: false, perChannel: true, name: { key: 'strategies.quantization.affineChannel' } },
]

export function scoreSchemes(task: Task, full: Float64Array, bits: readonly number[]): Scores['after'] {
  const out = new Float64Array(full.length)
  return schemes.map(({ name, ...scheme }) => ({
    name,
    scores: bits.map((n) => {
      roundWeights(task.problem.network, full, { ...scheme, bits: n }, out)
      return scoreOf(task, out)
    }),
  }))
}

/** Accuracy and loss against bits: every scheme after the training, the chosen one in it. */
export async function showScores(tools: StrategyTools, { before, rows, after }: Scores): Promise<void> {
  const bits = rows.map((row) => row.bits)
  const trained = rows.flatMap((row) => (row.aware === null ? [] : [{ bits: row.bits, score: row.aware }]))
  const block = (title: Label, y: Label, read: (score: Evaluation) => number, logY: boolean): CurvesBlock => ({
    kind: 'curves', title, x: bitsLabel, y, logY,
    series: [
      line(float, bits, bits.map(() => read(before)), 'reference'),
      ...after.map(({ name, scores }): Series => line(name, bits, scores.map(read))),
      line(aware, trained.map((row) => row.bits), trained.map((row) => read(row.score))),
    ],
  })
  await tools.show('accuracy', block({ key: 'strategies.quantization.accuracyTitle' }, accuracy, (score) => score.metric, false))
  await tools.show('loss', block({ key: 'strategies.quantization.lossTitle' }, loss, (score) => score.loss, true))
}

export async function showTable(tools: StrategyTools, { problem: { network } }: Task, { chosen, before, rows }: Scores): Promise<void> {
  const none: Label = { key: 'strategies.quantization.none' }
  const block: TableBlock = {
    kind: 'table',
    title: { key: 'strategies.quantization.tableTitle' },
    columns: [bitsLabel, { key: 'strategies.quantization.bytes' }, { key: 'strategies.quantization.after' }, { key: 'strategies.quantization.lossAfter' }, aware],
    rows: [
      [float, bytesOf(network, null), before.metric, before.loss, none],
      ...rows.map((row) => [row.bits, bytesOf(network, { ...chosen, bits: row.bits }), row.after.metric, row.after.loss, row.aware?.metric ?? none]),
    ],
    chosen: 1 + rows.findIndex((row) => row.bits === chosen.bits),
  }
  await tools.show('table', block)
}

/** Accuracy by epochs; the rounded training begins where the float network was half way. */
export async function showTraining(tools: StrategyTools, course: { readonly float: readonly number[]; readonly aware: readonly number[] }, epochs: number, bits: number): Promise<void> {
  const from = (first: number, values: readonly number[]): number[] => values.map((_, i) => first + i)
  await tools.show('training', {
    kind: 'curves',
    title: { key: 'strategies.quantization.trainingTitle' },
    x: { key: 'strategies.quantization.epochs' },
    y: accuracy,
    series: [
      line(float, from(0, course.float), course.float),
      line({ key: 'strategies.quantization.awareAt', values: { bits } }, from(epochs, course.aware), course.aware),
    ],
  })
}

export async function showHistograms(tools: StrategyTools, { problem: { network } }: Task, before: Float64Array, after: Float64Array, { bits }: Scheme): Promise<void> {
  const panels = network.tensors.filter((tensor) => tensor.matrix).flatMap(({ name, offset, size }) =>
    [before, after].map((params, i) => {
      const { low, high, counts } = histogram(name, params.subarray(offset, offset + size))
      const label: Label = i === 0 ? { key: 'strategies.quantization.floatOf', values: { name } } : { key: 'strategies.quantization.roundedOf', values: { name, bits } }
      return { name: label, low, high, counts }
    }),
  )
  await tools.show('histograms', { kind: 'histograms', title: { key: 'strategies.quantization.histogramTitle' }, panels })
}

export async function showSurfaces(tools: StrategyTools, { task, prepared, panels }: SurfaceSet): Promise<void> {
  await tools.show('surfaces', fieldsOf({ key: 'strategies.quantization.surfaceTitle' }, task, prepared, panels))
}

export async function showClaims(tools: StrategyTools, { before, rows }: Scores): Promise<void> {
  const at = (bits: number): Row | undefined => rows.find((row) => row.bits === bits)
  const lost = (bits: number): number => before.metric - (at(bits)?.after.metric ?? Number.NaN)
  await tools.show('eight', { kind: 'claim', title: { key: 'strategies.quantization.eightClaim' }, found: lost(8), against: 0.01, holds: lost(8) <= 0.01 })
  await tools.show('one', { kind: 'claim', title: { key: 'strategies.quantization.oneClaim' }, found: lost(1), against: 0.1, holds: lost(1) >= 0.1 })
  const [trained, rounded] = [at(1)?.aware?.metric, at(1)?.after.metric ?? Number.NaN]
  if (trained === undefined) return
  await tools.show('aware', { kind: 'claim', title: { key: 'strategies.quantization.awareClaim' }, found: trained, against: rounded, holds: trained > rounded })
}
