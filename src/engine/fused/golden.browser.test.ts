// Every published trajectory that float32 can follow, on the fused kernel: rows of one optimizer and one function are
// runs of one plan.
import { beforeAll, describe, expect, it } from 'vitest'
import { optimizerById } from '../../catalog/optimizers/registry.ts'
import { deviation, trajectories } from '../../golden/trajectories.ts'
import type { Trajectory } from '../../golden/trajectories.ts'
import { planRollout } from '../../scenario/plan.ts'
import { scenario, traces } from '../testing.ts'
import type { RunTrace } from '../testing.ts'
import { fusedDevice } from './device.ts'
import { fusedStepper } from './stepper.ts'

const rows = trajectories.filter((row) => row.f32_comparable && optimizerById.get(row.optimizer)?.kind === 'formula')
const grouped = (of: readonly Trajectory[], key: (row: Trajectory) => string): ReadonlyMap<string, readonly Trajectory[]> =>
  new Map([...new Set(of.map(key))].map((k) => [k, of.filter((row) => key(row) === k)]))
const byOptimizer = grouped(rows, (row) => row.optimizer)

let device: GPUDevice
const checked = { 1: 0, 4: 0 }
beforeAll(async () => {
  ;({ device } = await fusedDevice())
})

function play(batch: readonly Trajectory[], lanes: 1 | 4): Promise<RunTrace[]> {
  const [first] = batch
  if (!first) return Promise.resolve([])
  const plan = planRollout(scenario({
    landscape: first.function,
    start: first.start,
    steps: Math.max(...batch.map((row) => row.steps.at(-1)?.[0] ?? 0)),
    runs: batch.map((row) => ({ optimizer: row.optimizer, hyper: row.hyper, start: row.start })),
  }))
  return traces(plan, [], (p, group) => fusedStepper(device, p, group, false, lanes))
}

describe.each([...byOptimizer.keys()].map((optimizer, i) => ({ optimizer, i })))('$optimizer', ({ optimizer, i }) => {
  const own = byOptimizer.get(optimizer) ?? []
  // One run per invocation and four take turns from function to function, so that both meet every optimizer.
  it(`stays within tol_f32 of its ${own.length} golden rows`, async () => {
    const missed: string[] = []
    for (const [turn, batch] of [...grouped(own, (row) => row.function).values()].entries()) {
      const lanes = (i + turn) % 2 === 0 ? 1 : 4
      const found = await play(batch, lanes)
      batch.forEach((row, r) => {
        const off = deviation(row, found[r]?.columns ?? {}, 'float32')
        checked[lanes]++
        if (!(off <= 1)) missed.push(`${row.case} on ${row.function} with ${lanes} lanes, ${JSON.stringify(row.hyper)}: ${off.toPrecision(3)} times the tolerance`)
      })
    }
    expect(missed).toEqual([])
  })
})

describe('the golden rows', () => {
  it('have all been checked', () => {
    expect(rows.length).toBe(472)
    expect(byOptimizer.size).toBe(34)
    expect(checked[1] + checked[4]).toBe(rows.length)
    expect(Math.min(checked[1], checked[4])).toBeGreaterThan(200)
  })
})
