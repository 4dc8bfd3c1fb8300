// How the runs of a training fared, as rows of a table, and what was held equal between them.
import type { TrainRun, TrainTrace } from '../store/network-types.ts'

export interface TrainRow {
  readonly run: number
  /** Loss and metric at the last evaluation; NaN before the first. */
  readonly validationLoss: number
  readonly metric: number
  readonly trainLoss: number
  /** Epoch with the lowest validation loss, or null before the first evaluation. */
  readonly bestEpoch: number | null
  readonly bestLoss: number
  readonly params: number
  readonly status: TrainRun['status']
  readonly stoppedAt: number
  readonly why: string
}

export function trainRows(trace: TrainTrace): readonly TrainRow[] {
  return trace.runs.map((run, index) => {
    const best = lowestAt(run.validationLoss)
    return {
      run: index,
      validationLoss: run.validationLoss.at(-1) ?? Number.NaN,
      metric: run.validationMetric.at(-1) ?? Number.NaN,
      trainLoss: run.trainLoss.at(-1) ?? Number.NaN,
      bestEpoch: best < 0 ? null : (run.epochs[best] ?? 0),
      bestLoss: run.validationLoss[best] ?? Number.NaN,
      params: run.params,
      status: run.status,
      stoppedAt: run.stoppedAt,
      why: run.why ?? '',
    }
  })
}

/** Index of the first lowest finite value, or -1. */
function lowestAt(values: Float64Array): number {
  let found = -1
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN
    if (Number.isFinite(value) && (found < 0 || value < (values[found] ?? 0))) found = i
  }
  return found
}

export const trainColumns = ['run', 'validationLoss', 'metric', 'trainLoss', 'bestEpoch', 'params'] as const
export type TrainColumn = (typeof trainColumns)[number]

/** Numbers before what is no number, whichever way the column is sorted; equal rows keep the order of the runs. */
export function sortedRows(rows: readonly TrainRow[], by: TrainColumn, down: boolean): readonly TrainRow[] {
  const key = (row: TrainRow): number => {
    const value = row[by] ?? Number.NaN
    return Number.isFinite(value) && (row.status !== 'diverged' || by === 'run' || by === 'params') ? value : Number.NaN
  }
  return rows.toSorted((a, b) => {
    const [x, y] = [key(a), key(b)]
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y))
    return down ? y - x : x - y
  })
}

export interface TrainFairness {
  readonly epochs: number
  /** The batch of all runs, or null where they differ. */
  readonly batch: number | 'all' | null
  /** Same network and same seed: the same first weights. */
  readonly sameWeights: boolean
  readonly sameNetwork: boolean
  readonly tuned: { readonly runs: number; readonly least: number; readonly most: number } | null
  readonly diverged: number
  readonly early: number
}

export function trainFairness({ scenario, runs }: TrainTrace): TrainFairness {
  const batches = new Set(scenario.runs.map((run) => run.batch ?? scenario.batch))
  const widths = new Set(scenario.runs.map((run) => JSON.stringify(run.widths ?? scenario.model.hidden)))
  const seeds = new Set(scenario.runs.map((run) => run.seed ?? scenario.seed))
  const trials = scenario.runs.flatMap((run) => (run.tuned === undefined ? [] : [run.tuned.trials]))
  const [batch = null] = batches
  return {
    epochs: scenario.epochs,
    batch: batches.size === 1 ? batch : null,
    sameNetwork: widths.size <= 1,
    sameWeights: widths.size <= 1 && (seeds.size <= 1 || scenario.model.weights !== undefined),
    tuned: trials.length === 0 ? null : { runs: trials.length, least: Math.min(...trials), most: Math.max(...trials) },
    diverged: runs.filter(({ status }) => status === 'diverged').length,
    early: runs.filter(({ status }) => status === 'stopped-early').length,
  }
}
