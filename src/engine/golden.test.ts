// Every published trajectory, by the way that the page goes: scenario, plan, reference rollout.
import { describe, expect, it } from 'vitest'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { deviation, trajectories } from '../golden/trajectories.ts'
import type { Trajectory } from '../golden/trajectories.ts'
import { rollout, scenario } from './testing.ts'
import type { RunTrace } from './testing.ts'

let checked = 0

async function play(row: Trajectory): Promise<RunTrace> {
  const [trace] = await rollout(scenario({
    landscape: row.function, start: row.start, steps: row.steps.at(-1)?.[0] ?? 0, runs: [{ optimizer: row.optimizer, hyper: row.hyper }],
  }))
  if (!trace) throw new Error(`${row.case}: no trace`)
  return trace
}

const byOptimizer = new Map<string, Trajectory[]>()
for (const row of trajectories) byOptimizer.set(row.optimizer, [...(byOptimizer.get(row.optimizer) ?? []), row])

describe.each([...byOptimizer.keys()])('%s', (optimizer) => {
  const rows = byOptimizer.get(optimizer) ?? []
  it(`stays within tol_f64 of its ${rows.length} golden rows`, async () => {
    const missed: string[] = []
    for (const row of rows) {
      const trace = await play(row)
      checked++
      const off = deviation(row, trace.columns, 'float64')
      if (!(off <= 1)) missed.push(`${row.case} on ${row.function} ${JSON.stringify(row.hyper)}: ${off.toPrecision(3)} times the tolerance`)
      expect(trace.stoppedAt, row.case).toBe(-1)
    }
    expect(missed).toEqual([])
  })
})

/** Slots of ours that hold what `aux` reports. */
const watched: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  asgd: { average: ['slots.average.x', 'slots.average.y'] },
  prodigy: { d: ['slots.d'] },
  schedule_free_sgd: { y: ['slots.y.x', 'slots.y.y'], z: ['slots.z.x', 'slots.z.y'] },
  schedule_free_adamw: { y: ['slots.y.x', 'slots.y.y'], z: ['slots.z.x', 'slots.z.y'] },
}

describe.each(trajectories.filter((row) => row.aux))('$case: the slots of $optimizer', (row) => {
  it.each(Object.keys(row.aux ?? {}))('%s', async (name) => {
    const { columns } = await play(row)
    const slots = watched[row.optimizer]?.[name] ?? []
    for (const [step = 0, ...values] of row.aux?.[name] ?? []) {
      expect(values.length).toBe(slots.length)
      slots.forEach((slot, i) => {
        const off = Math.abs((columns[slot]?.[step] ?? Number.NaN) - (values[i] ?? Number.NaN))
        expect(off, `${slot} at step ${step}`).toBeLessThanOrEqual(row.tol_f64)
      })
    }
  })
})

describe('the golden rows', () => {
  it('have all been checked', () => {
    // oxlint-disable-next-line no-console -- the count belongs to what this test shows
    console.info(`golden trajectories on the float64 reference: ${checked} rows, ${byOptimizer.size} optimizers`)
    expect(checked).toBe(496)
    expect(trajectories.length).toBe(496)
  })

  it('name only optimizers of the catalogue', () => {
    const ids = new Set(optimizers.map((o) => o.id))
    expect([...byOptimizer.keys()].filter((id) => !ids.has(id))).toEqual([])
    expect(byOptimizer.has('muon')).toBe(false)
  })
})
