import * as tf from '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import { optimizers } from '../../catalog/optimizers/registry.ts'
import { trajectories } from '../../golden/load.ts'
import { planRollout } from '../../scenario/plan.ts'
import { scenario, traces } from '../testing.ts'
import { startBackend, withBackend } from './backend.ts'
import { tfjsStepper } from './stepper.ts'

const exps = new Set(['rastrigin'])
const formula = new Set(optimizers.filter((o) => o.kind === 'formula').map((o) => o.id))
describe.each(['webgpu', 'webgl'] as const)('%s', (device) => {
  test('all', async () => {
    await withBackend(device)(() => startBackend(device))
    const rows = trajectories.filter((r) => r.f32_comparable && formula.has(r.optimizer))
    const groups = Map.groupBy(rows, (r) => `${r.optimizer} ${r.function}`)
    const begun = performance.now()
    const out: string[] = []
    let n = 0
    for (const fn of ['rosenbrock', 'himmelblau', 'quadratic_ill', 'rastrigin', 'booth'])
    for (const [key, list] of groups) {
      if (!key.endsWith(` ${fn}`)) continue
      const at = performance.now()
      if (at - begun > 270_000) break
      const [first] = list
      const plan = planRollout(scenario({ landscape: first!.function, start: first!.start, steps: 200, runs: list.map((r) => ({ optimizer: r.optimizer, hyper: r.hyper, start: r.start })) }))
      const found = await traces(plan, [], (p, g) => tfjsStepper(p, g, false, withBackend(device)))
      const ms = performance.now() - at
      list.forEach((row, i) => {
        n++
        const { x = [], y = [], loss = [] } = found[i]!.columns as any
        let worst = 0, where = 0
        for (const [k, rx, ry, rl] of row.steps) {
          const d = [Math.abs(x[k] - rx) / row.tol_f32!, Math.abs(y[k] - ry) / row.tol_f32!, Math.abs(loss[k] - rl) / (1 + Math.abs(rl)) / row.tol_f32_loss!]
          for (const v of d) if (!(v <= worst)) { worst = v; where = k }
        }
        out.push(`${device} ${key} ${row.case} ${worst.toPrecision(3)} @${where} ${ms.toFixed(0)}ms/${list.length} groups=${plan.groups.length} ${worst > 1 ? 'MISS ' + JSON.stringify(row.hyper) : ''}`)
      })
    }
    console.info(out.join('\n') + `\n${device} ${n} rows of ${rows.length} in ${performance.now() - begun} ms; ${exps.size}`)
    expect(tf.getBackend()).toBe(device)
  }, 400_000)
})
