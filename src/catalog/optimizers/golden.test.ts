// The text of every formula rule, read in float64, against every golden row of it.
import { describe, expect, test } from 'vitest'
import { trajectoriesOf } from '../../golden/load.ts'
import type { Trajectory } from '../../golden/trajectories.ts'
import { landscapeById } from '../landscapes/registry.ts'
import { columnsOf, formulaStep, play } from '../testing.ts'
import type { Row } from '../testing.ts'
import { optimizers } from './registry.ts'

function playCase(row: Trajectory): Row[] {
  const [landscape, optimizer] = [landscapeById.get(row.function), optimizers.find((o) => o.id === row.optimizer)]
  if (!landscape || !optimizer) throw new Error(`${row.case}: no ${row.function} or no ${row.optimizer}`)
  const constants = Object.fromEntries(landscape.constants.map((c) => [c.name, c.default]))
  const columns = columnsOf(optimizer.hyper, row.hyper)
  return play(formulaStep(optimizer), { landscape: landscape.formula, constants, start: row.start, steps: 200, columns })
}

/** Every stored number that is further off than the row allows. */
function misses(row: Trajectory): string[] {
  const rows = playCase(row)
  const found: string[] = []
  const check = (what: string, got: number | undefined, want: number, tolerance: number): void => {
    if (got === undefined || !(Math.abs(got - want) <= tolerance)) found.push(`${row.case} ${what}: ${got}, expected ${want} within ${tolerance}`)
  }
  for (const [n, x, y, loss] of row.steps) {
    check(`x at ${n}`, rows[n]?.x, x, row.tol_f64)
    check(`y at ${n}`, rows[n]?.y, y, row.tol_f64)
    check(`loss at ${n}`, rows[n]?.loss, loss, row.tol_f64_loss * (1 + Math.abs(loss)))
  }
  for (const [slot, list] of Object.entries(row.aux ?? {})) {
    for (const [n = 0, ...values] of list) {
      const names = values.length === 1 ? [slot] : [`${slot}.x`, `${slot}.y`]
      names.forEach((name, i) => check(`${name} at ${n}`, rows[n]?.slots[name], values[i] ?? Number.NaN, row.tol_f64))
    }
  }
  return found
}

const formulaIds = new Set(optimizers.filter((o) => o.kind === 'formula').map((o) => o.id))
const cases = [...trajectoriesOf].filter(([id]) => formulaIds.has(id))

describe('golden rows of formula rules', () => {
  test('are 475 of 34 rules', () => {
    expect([cases.length, cases.flatMap(([, rows]) => rows).length]).toEqual([34, 475])
  })

  test.each(cases)('%s', (_, rows) => {
    expect(rows.flatMap(misses)).toEqual([])
  })
})
