import { noisePair } from '../formula/random.ts'
import type { Plan, PlanGroup } from '../scenario/plan-types.ts'

/** This step's unit draws; runs with one seed share them. */
export function fillNoise(plan: Plan, group: PlanGroup, from: number, step: number, [nx, ny]: readonly [Float64Array | null, Float64Array | null]): void {
  if (plan.noise.kind === 'none') return
  let pair: readonly [number, number] = [0, 0]
  const width = nx?.length ?? ny?.length ?? 0
  for (let run = 0, seed = -1; run < width; run++) {
    const own = group.seeds[from + run] ?? 0
    if (own !== seed) pair = noisePair(plan.noise.kind, own, step)
    seed = own
    if (nx) nx[run] = pair[0]
    if (ny) ny[run] = pair[1]
  }
}
