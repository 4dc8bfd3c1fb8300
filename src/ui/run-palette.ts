// The colours that runs are given by themselves, and which of them a further run should have.
import { runColors } from '../scenario/defaults.ts'
import type { RunSpec } from '../scenario/types.ts'

export const palette: readonly string[] = [...new Set(runColors({ runs: Array.from({ length: 32 }, () => ({ optimizer: 'sgd' })) }))]

/** The first of the colours that the fewest runs have. */
export function nextColor(runs: readonly RunSpec[]): string {
  const uses = (color: string): number => runs.filter((run) => run.color === color).length
  return palette.reduce((best, color) => (uses(color) < uses(best) ? color : best))
}
