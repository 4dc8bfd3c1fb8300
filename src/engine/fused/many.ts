// Any number of runs on fused kernels, a tile after the other. A dispatch loads and stores every run's state, so with too
// many runs there would be no time left for steps in a dispatch that must stay short; tiles keep that cost small, and
// memory with it.
import type { Plan } from '../../scenario/plan-types.ts'
import { slicePlan } from '../grid.ts'
import { FusedGroup } from './group.ts'
import type { Summary } from './summary.ts'

/** Runs of a tile: enough to fill the device, few enough to make hundreds of steps in a dispatch. */
const tileRuns = { software: 1 << 15, hardware: 1 << 20 } as const

export interface ManyOptions {
  readonly target: number
  readonly software: boolean
  /** Called after each dispatch with the run-steps made so far, of `total`; may throw to stop. */
  readonly onProgress: (done: number, total: number) => Promise<void>
}

export interface ManyResult {
  /** [runs] each, as in `Summary`. */
  readonly summary: Summary
  /** Most device memory held at a time, in bytes, and the longest wait for the end of a dispatch, in milliseconds; the last wait is for two. */
  readonly bytes: number
  readonly longest: number
}

/** Summaries of all runs of a plan with one group. @throws FormulaError, RefusedRule, and what `onProgress` throws */
export async function runMany(device: GPUDevice, plan: Plan, options: ManyOptions): Promise<ManyResult> {
  const runs = plan.runCount
  const tile = options.software ? tileRuns.software : tileRuns.hardware
  const column = (): Float32Array => new Float32Array(runs)
  const summary = { x: column(), y: column(), final: column(), best: column(), reached: column(), stopped: column() }
  const total = runs * (plan.steps + 1)
  let [bytes, longest, before] = [0, 0, performance.now()]
  for (let from = 0; from < runs; from += tile) {
    const part = slicePlan(plan, from, tile)
    const [group] = part.groups
    if (!group) break
    const fused = new FusedGroup(device, part, group, { target: options.target, trace: false, lanes: options.software ? 4 : 1 })
    try {
      while (fused.remaining > 0) {
        const { first, count } = await fused.advance(plan.steps + 1)
        const now = performance.now()
        longest = Math.max(longest, now - before)
        await options.onProgress(from * (plan.steps + 1) + part.runCount * (first + count), total)
        before = performance.now()
      }
      const found = await fused.summary()
      for (const name of ['x', 'y', 'final', 'best', 'reached', 'stopped'] as const) summary[name].set(found[name], from)
      bytes = Math.max(bytes, fused.bytes)
    } finally {
      fused.dispose()
    }
  }
  return { summary, bytes, longest }
}
