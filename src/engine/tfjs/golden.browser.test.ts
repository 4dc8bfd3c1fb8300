// Published trajectories and function rows on WebGPU and WebGL: scenario, plan, tfjs rollout. Part of the trajectories, since a step is
// many small dispatches on a software adapter; every optimizer with its own variants and on functions that take turns.
import * as tf from '@tensorflow/tfjs'
import { afterAll, describe, expect, it } from 'vitest'
import { optimizers } from '../../catalog/optimizers/registry.ts'
import { Graph } from '../../formula/graph.ts'
import { functionRows, trajectoriesOf } from '../../golden/load.ts'
import { deviation } from '../../golden/trajectories.ts'
import type { Trajectory } from '../../golden/trajectories.ts'
import { landscapeText } from '../../scenario/plan.ts'
import { buildLandscape } from '../compile.ts'
import { scenario } from '../testing.ts'
import { planeSpecial } from './plane.ts'
import { deviceRollout, devices, onDevice } from './testing.ts'

/** Functions with a row for every setting of an optimizer, and those with one row each. */
const withSettings = ['rosenbrock', 'himmelblau', 'quadratic_ill']
const others = ['rastrigin', 'sphere', 'beale', 'booth', 'saddle', 'styblinski_tang', 'three_hump_camel']
const turn = (ids: readonly string[], by: number): string[] => ids.map((_, i) => ids[(i + by) % ids.length] ?? '')

/** Formula rules with rows that float32 can follow. Native rules stay on the reference. */
const candidates = optimizers
  .filter((o) => o.kind === 'formula')
  .map((o) => ({ id: o.id, rows: (trajectoriesOf.get(o.id) ?? []).filter((r) => r.f32_comparable) }))
  .filter((o) => o.rows.length > 0)

/** By function, so that one plan carries many rows: one with all settings, then others until there are two functions and three rows. */
function picked(rows: readonly Trajectory[], index: number): Trajectory[][] {
  const on = (id: string): Trajectory[] => rows.filter((r) => r.function === id)
  const chosen = turn(withSettings, index).slice(0, 1).map(on).filter((g) => g.length > 0)
  for (const id of turn(others, index)) {
    if (chosen.length >= 2 && chosen.flat().length >= 3) break
    if (on(id).length > 0) chosen.push(on(id))
  }
  return chosen
}
const chosen = candidates.map(({ id, rows }, index) => ({ id, groups: picked(rows, index) }))

/** Math.max, but what is not a number is worst of all. */
const worst = (values: readonly number[]): number => (values.some(Number.isNaN) ? Infinity : Math.max(...values))

describe('the part that is checked', () => {
  it('has at least three rows of every optimizer, and more than one setting where there is more than one', () => {
    expect(chosen.map((o) => o.id)).toHaveLength(34)
    for (const [i, { id, groups }] of chosen.entries()) {
      expect(groups.flat().length, id).toBeGreaterThanOrEqual(3)
      const settings = (rows: readonly Trajectory[]): number => new Set(rows.map((r) => JSON.stringify({ ...r.hyper, lr: 0 }))).size
      expect(settings(groups.flat()), `${id}: settings besides the rate`).toBe(settings(candidates[i]?.rows ?? []))
    }
  })
})

describe.each(devices)('%s', (device) => {
  let checked = 0
  let most = 0
  const begun = performance.now()

  it.each(chosen)('$id stays within tol_f32', async ({ groups }) => {
    const missed: string[] = []
    for (const rows of groups) {
      const [first] = rows
      if (!first) continue
      const runs = rows.map(({ optimizer, hyper, start }) => ({ optimizer, hyper, start }))
      const found = await deviceRollout(device, scenario({ landscape: first.function, start: first.start, steps: first.steps.at(-1)?.[0] ?? 0, runs }))
      for (const [i, row] of rows.entries()) {
        const off = deviation(row, found[i]?.columns ?? {}, 'float32')
        if (!(off <= 1)) missed.push(`${row.case} on ${row.function} ${JSON.stringify(row.hyper)}: ${off.toPrecision(3)} times the tolerance`)
        most = Math.max(most, off)
        checked++
      }
    }
    expect(missed).toEqual([])
  })

  afterAll(() => {
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    const all = candidates.flatMap((o) => o.rows).length
    // oxlint-disable-next-line no-console -- the count belongs to what this test shows
    console.info(`${device}: ${checked} rows of ${all}, ${chosen.length} optimizers, at most ${most.toPrecision(2)} of tol_f32; ${seconds} s`)
  })

  it.each(functionRows.map((row) => [row.function, row] as const))('values and gradients of %s', async (id, row) => {
    const text = landscapeText({ landscape: id })
    const f = buildLandscape(new Graph(), text)
    const found = await onDevice(device, async () => {
      const constants = new Map(Object.entries(text.constants).map(([name, value]) => [`constant:${name}`, tf.scalar(value)]))
      const packed = tf.tidy(() => {
        const points = tf.tensor2d(row.points.map((p) => p.slice(0, 2)))
        const columns = planeSpecial(f, points, constants, { kind: 'none', values: null }).at(points, [f.value, ...f.gradient])
        return tf.concat(columns.map((c) => tf.broadcastTo(c, [row.points.length, 1])), 1)
      })
      const values = await packed.data()
      tf.dispose([packed, ...constants.values()])
      return values
    })
    expect(row.points).toHaveLength(20)
    const off = (c: number): number => worst(row.points.map((p, i) => {
      const wanted = p[2 + c] ?? Number.NaN
      return Math.abs((found[i * 3 + c] ?? Number.NaN) - wanted) / (1 + Math.abs(wanted))
    }))
    // What the golden README asks of float32.
    expect(off(0)).toBeLessThanOrEqual(4 * row.f32_dev_value + 2e-6)
    expect(Math.max(off(1), off(2))).toBeLessThanOrEqual(4 * row.f32_dev_grad + 2e-6)
  })
})
