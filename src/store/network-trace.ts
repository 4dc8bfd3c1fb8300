// The trace of one training: frames of its groups, in whatever order these take turns, copied into columns per run that grow.
// The builder owns the arrays; `snapshot` gives a TrainTrace of views over them. A run's columns end where the run does: at the
// entry before it diverged, or before it was stopped early.
import type { BuiltFrame, EntriesFrame, EvaluationFrame, TrainAnswer, TrainFrame } from '../protocol/network-messages.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import type { Growing } from './growing.ts'
import { emptyColumns, entryLimit, evaluationColumns, lastJudged, slowestEpoch, stepColumns, trainRun } from './network-columns.ts'
import type { GroupState, RunColumns } from './network-columns.ts'
import type { TrainTrace } from './network-types.ts'

export interface TrainTraceBuilder {
  /** @throws when a frame does not fit: before the networks were built, unknown run, a gap, wrong length. */
  add(frame: TrainFrame): void
  finish(answer: TrainAnswer): void
  /** Hyper-parameters change here: noted as the updates that the first run has made. */
  changed(): void
  /** Entries of the run that has most: none while nothing was updated. */
  readonly arrived: number
  /** `scenario` may differ from the one the training began with in what is only drawn, and in rates changed on the way. */
  snapshot(scenario: NetworkScenario): TrainTrace
}

export function createTrainTraceBuilder(runCount: number): TrainTraceBuilder {
  const runs: (RunColumns | undefined)[] = Array.from({ length: runCount }, () => undefined)
  let built: BuiltFrame | null = null
  let groups: GroupState[] = []
  let answer: TrainAnswer | null = null
  let seconds = 0
  let losses = 0
  const changes: number[] = []
  const columnsOf = (run: number): RunColumns => {
    const columns = runs[run]
    if (!columns) throw new Error(`frame: expected one of the ${runCount} runs that were built, got run ${run}`)
    return columns
  }
  return {
    add(frame) {
      if (frame.kind === 'load' || frame.kind === 'race') return
      if (frame.kind === 'moved') {
        const { device, precision, adapter, reason } = frame
        if (built) built = { ...built, device, precision, adapter, reason }
        losses = frame.losses
        return
      }
      if (frame.kind === 'built') {
        built = frame
        groups = frame.groups.map((group) => ({ built: group, arrived: 0, done: false, samples: 0 }))
        for (const group of groups) for (const run of group.built.runs) runs[run] = emptyColumns(group)
        if (runs.length > runCount) throw new Error(`frame: expected runs below ${runCount}, got run ${runs.length - 1}`)
      } else if (frame.kind === 'entries') addEntries(frame, columnsOf)
      else {
        addEvaluation(frame, columnsOf)
        seconds = Math.max(seconds, frame.seconds)
      }
    },
    finish(given) {
      if (given.runs.length !== runCount) throw new Error(`training: expected facts of ${runCount} runs, got ${given.runs.length}`)
      answer = given
      seconds = Math.max(seconds, given.seconds)
    },
    changed() {
      const first = runs.find((run) => run !== undefined && run.group.arrived > 0)
      if (first) changes.push(Math.min(first.group.arrived, first.group.built.steps))
    },
    get arrived() {
      return Math.max(0, ...groups.map((group) => group.arrived))
    },
    snapshot(scenario) {
      const samples = Math.max(0, ...groups.map((group) => group.samples))
      const traces = runs.map((columns, i) => trainRun(columns, answer?.runs[i]))
      return { scenario, runs: traces, built, epoch: slowestEpoch(groups, traces), seconds, samples, answer, changes: [...changes], losses }
    },
  }
}

function addEntries(frame: EntriesFrame, columnsOf: (run: number) => RunColumns): void {
  const { first, count } = frame
  for (const [row, run] of frame.runs.entries()) {
    const columns = columnsOf(run)
    const expected = row === 0 ? columns.group.arrived : first
    if (first !== expected) throw new Error(`frame: expected entries of run ${run} from ${expected}, got them from ${first}`)
    if (columns.divergedAt < 0) columns.divergedAt = frame.stoppedAt[row] ?? -1
    if (columns.earlyAt < 0) columns.earlyAt = frame.earlyAt[row] ?? -1
    const end = Math.min(first + count, entryLimit(columns))
    for (const name of stepColumns) {
      checkLength(name, frame[name], [frame.runs.length, count])
      columns[name].append(frame[name].subarray(row * count, row * count + Math.max(0, end - first)))
    }
  }
  const [any] = frame.runs
  if (any !== undefined) columnsOf(any).group.arrived = first + count
}

/** A second evaluation at the same step (a pause) takes the place of the first. */
function addEvaluation(frame: EvaluationFrame, columnsOf: (run: number) => RunColumns): void {
  const { runs, step, epoch } = frame
  for (const [row, run] of runs.entries()) {
    const columns = columnsOf(run)
    columns.group.samples = frame.samples
    columns.group.done = frame.done
    if (step > lastJudged(columns)) continue
    const again = columns.steps.view().at(-1) === step
    const put = (column: Growing, value: number): void => (again ? column.replaceLast(value) : column.push(value))
    put(columns.steps, step)
    put(columns.epochs, epoch)
    for (const name of evaluationColumns) {
      checkLength(name, frame[name], [runs.length])
      put(columns[name], frame[name][row] ?? Number.NaN)
    }
    const tensors = columns.tensorNorms.length
    checkLength('tensorNorms', frame.tensorNorms, [runs.length, tensors])
    for (const [i, column] of columns.tensorNorms.entries()) put(column, frame.tensorNorms[row * tensors + i] ?? Number.NaN)
  }
}

function checkLength(name: string, column: Float64Array, shape: readonly number[]): void {
  const expected = shape.reduce((a, b) => a * b, 1)
  if (column.length !== expected) throw new Error(`frame: expected ${name} of [${shape.join(', ')}], got ${column.length} values`)
}
