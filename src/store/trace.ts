// The trace of one rollout: frames (run-major columns of a group) copied into columns per run. It lives outside React.
// The builder owns the arrays and goes on writing to them; `snapshot` gives a new Trace value over the same arrays.
import type { RolloutAnswer, TraceFrame } from '../protocol/messages.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import type { RunTrace, Trace } from './types.ts'

interface Columns {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly loss: Float64Array
  readonly gradNorm: Float64Array
  readonly lr: Float64Array
  readonly slots: Record<string, Float64Array>
  /** Entries that have arrived, the diverged ones included. */
  arrived: number
  /** Entry at which the run left the finite numbers, or -1. */
  divergedAt: number
}

export interface TraceBuilder {
  /** @throws when a frame does not fit: wrong run, wrong length, out of range. */
  add(frame: TraceFrame): void
  finish(answer: RolloutAnswer): void
  /** `scenario` may differ from the one the rollout began with in labels and colours, not in results. */
  snapshot(scenario: LandscapeScenario): Trace
}

export function createTraceBuilder(steps: number, runCount: number): TraceBuilder {
  const entries = steps + 1
  const runs = Array.from({ length: runCount }, () => emptyColumns(entries))
  let answer: RolloutAnswer | null = null
  return {
    add(frame) {
      if (frame.first < 0 || frame.first + frame.count > entries) {
        throw new Error(`frame: expected entries within 0 … ${entries - 1}, got ${frame.first} … ${frame.first + frame.count - 1}`)
      }
      frame.runs.forEach((run, row) => {
        const columns = runs[run]
        if (!columns) throw new Error(`frame: expected a run below ${runCount}, got ${run}`)
        copyRow(columns, frame, row, entries)
      })
    },
    finish(given) {
      if (given.runs.length !== runCount) throw new Error(`rollout: expected facts of ${runCount} runs, got ${given.runs.length}`)
      answer = given
    },
    snapshot(scenario) {
      const traces = runs.map((columns, i) => runTrace(columns, steps, answer, i))
      const waiting = runs.filter((_, i) => traces[i]?.status !== 'refused')
      const arrived = answer ? entries : Math.min(...waiting.map((c) => c.arrived))
      return { scenario, steps, arrived, runs: traces, answer }
    },
  }
}

function emptyColumns(entries: number): Columns {
  const column = (): Float64Array => new Float64Array(entries).fill(Number.NaN)
  return { x: column(), y: column(), loss: column(), gradNorm: column(), lr: column(), slots: {}, arrived: 0, divergedAt: -1 }
}

/** Copies one run's row of every column, up to where the run diverged; what lies beyond stays NaN. */
function copyRow(columns: Columns, frame: TraceFrame, row: number, entries: number): void {
  const { first, count } = frame
  const stopped = frame.stoppedAt[row] ?? -1
  if (stopped >= 0) columns.divergedAt = stopped
  const finite = columns.divergedAt < 0 ? count : Math.min(count, Math.max(0, columns.divergedAt - first))
  const copy = (target: Float64Array, source: Float64Array): void => {
    if (source.length !== frame.runs.length * count) {
      throw new Error(`frame: expected a column of [${frame.runs.length}, ${count}], got ${source.length} values`)
    }
    target.set(source.subarray(row * count, row * count + finite), first)
  }
  copy(columns.x, frame.x)
  copy(columns.y, frame.y)
  copy(columns.loss, frame.loss)
  copy(columns.gradNorm, frame.gradNorm)
  copy(columns.lr, frame.lr)
  for (const [name, source] of Object.entries(frame.slots)) {
    copy((columns.slots[name] ??= new Float64Array(entries).fill(Number.NaN)), source)
  }
  columns.arrived = Math.max(columns.arrived, first + count)
}

function runTrace(columns: Columns, steps: number, answer: RolloutAnswer | null, run: number): RunTrace {
  const { x, y, loss, gradNorm, lr, slots, arrived, divergedAt } = columns
  const fact = answer?.runs[run]
  const stop = fact?.status === 'diverged' ? fact.stoppedAt : divergedAt
  const diverged = stop >= 0 && fact?.status !== 'refused'
  const status: RunTrace['status'] = fact?.status ?? (diverged ? 'diverged' : arrived > steps ? 'finished' : 'running')
  const last = diverged ? Math.min(stop, arrived) - 1 : arrived - 1
  const common = { x, y, loss, gradNorm, lr, slots: { ...slots }, last, status, stoppedAt: diverged ? stop : last }
  return fact?.why === undefined ? common : { ...common, why: fact.why }
}
