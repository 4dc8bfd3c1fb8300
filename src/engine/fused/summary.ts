// What is known of a run when its path was not kept.
import { summaryRows } from './kernel.ts'

/** [runs] each; x, y and final of a run that left the finite numbers are NaN, and best where it never was finite. */
export interface Summary {
  readonly x: Float32Array
  readonly y: Float32Array
  readonly final: Float32Array
  readonly best: Float32Array
  /** First entry with loss <= target, or -1. */
  readonly reached: Float32Array
  /** Entry at which the run left the finite numbers, or -1. */
  readonly stopped: Float32Array
}

/** The summary of the first `runs` of `room` runs, from the first rows of a kernel's state after `entries` entries: what the kernel counted become places. */
export function summaryOf(state: Float32Array, room: number, runs: number, entries: number): Summary {
  const row = (name: (typeof summaryRows)[number]): Float32Array => state.slice(summaryRows.indexOf(name) * room, summaryRows.indexOf(name) * room + runs)
  const [x, y, final, best, reached, stopped] = [row('x'), row('y'), row('final'), row('best'), row('waited'), row('survived')]
  for (let run = 0; run < runs; run++) {
    const survived = stopped[run] ?? 0
    // What was waited for beyond the finite entries never came.
    if ((reached[run] ?? 0) >= survived) reached[run] = -1
    if (survived < entries) x[run] = y[run] = final[run] = Number.NaN
    if (survived === 0) best[run] = Number.NaN
    stopped[run] = survived < entries ? survived : -1
  }
  return { x, y, final, best, reached, stopped }
}
