// Why a run diverged, as far as its path tells: from its lowest place one step went too far.
import type { RunTrace } from './types.ts'

export interface Overshoot {
  /** Entry of the lowest loss. */
  readonly at: number
  /** Norm of the gradient there, the rate of the step that left it, and how far that step went. */
  readonly slope: number
  readonly rate: number
  readonly length: number
}

const known = new WeakMap<RunTrace, Overshoot | null>()

/** null for what did not diverge, or was lowest at its last entry. */
export function overshootOf(run: RunTrace): Overshoot | null {
  if (run.status !== 'diverged') return null
  const before = known.get(run)
  if (before !== undefined) return before
  const { x, y, loss, gradNorm, lr, last } = run
  const at = loss.subarray(0, last + 1).reduce((best, value, k) => (value < (loss[best] ?? 0) ? k : best), 0)
  const value = (column: Float64Array, k: number): number => column[k] ?? Number.NaN
  const length = Math.hypot(value(x, at + 1) - value(x, at), value(y, at + 1) - value(y, at))
  const found = at < last ? { at, slope: value(gradNorm, at), rate: value(lr, at + 1), length } : null
  known.set(run, found)
  return found
}
