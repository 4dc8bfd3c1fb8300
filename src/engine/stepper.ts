// What every device gives: a group of runs that can be advanced, any number of entries at a time, with the same numbers
// however it is cut. Also the frame that all of them fill, so that divergence means the same everywhere.
import type { TraceFrame } from '../protocol/messages.ts'
import type { PlanGroup } from '../scenario/plan-types.ts'

export interface GroupStepper {
  /** The next `count` entries of the trace; entry 0 is the start. */
  advance(count: number): Promise<TraceFrame>
  /** Gradient evaluations so far, per run. */
  evaluations(): readonly number[]
  dispose(): void
}

/**
 * A run has left the finite numbers when its point or loss is not finite in float32: beyond this, devices could not agree
 * on where a run ends.
 */
const largest = 3.4028234e38
export const isFinite32 = (value: number): boolean => Math.abs(value) <= largest

/** Updates that each run has made once `done` entries are: up to the last entry, or to where it left the finite numbers. */
export function updatesMade(done: number, steps: number, stoppedAt: Int32Array): number[] {
  const last = Math.max(0, Math.min(done - 1, steps))
  return Array.from(stoppedAt, (at) => (at === -1 ? last : at))
}

export type Columns = Omit<TraceFrame, 'runs' | 'first' | 'count' | 'stoppedAt'>

/** Frame columns for `runs` runs and `count` entries, run-major, filled with NaN. */
export function emptyColumns(runs: number, count: number, slots: readonly string[]): Columns {
  const column = (): Float64Array => new Float64Array(runs * count).fill(Number.NaN)
  return { x: column(), y: column(), loss: column(), gradNorm: column(), lr: column(), slots: Object.fromEntries(slots.map((s) => [s, column()])) }
}

/** Marks runs that leave the finite numbers within this frame and blanks what comes after. Updates `stoppedAt` in place. */
export function closeFrame(group: PlanGroup, first: number, count: number, columns: Columns, stoppedAt: Int32Array): TraceFrame {
  group.runs.forEach((_, run) => {
    const offset = run * count
    for (let i = 0; i < count; i++) {
      const at = offset + i
      const alive = stoppedAt[run] === -1
      if (alive && isFinite32(columns.x[at] ?? 0) && isFinite32(columns.y[at] ?? 0) && isFinite32(columns.loss[at] ?? 0)) continue
      if (alive) stoppedAt[run] = first + i
      blank(columns, at)
    }
  })
  return { runs: [...group.runs], first, count, ...columns, stoppedAt: stoppedAt.slice() }
}

function blank(columns: Columns, at: number): void {
  for (const column of [columns.x, columns.y, columns.loss, columns.gradNorm, columns.lr, ...Object.values(columns.slots)]) column[at] = Number.NaN
}
