// The phase plane as it is measured, against theory. The best cell is the one of lowest final loss after so many steps that
// the asymptotic rate has long won over the transient (which at the optimum, a double root, decays as k*rho^k) and so few
// that nothing has run out of float32's range, in which a summary is told: 60 steps at kappa 25 is about 1e-19.
import { describe, expect, test } from 'vitest'
import type { SummaryAnswer } from '../protocol/messages.ts'
import { bestCell } from '../scenario/best-cell.ts'
import { fillDefaults } from '../scenario/defaults.ts'
import { cellOf } from '../scenario/plan-sweep.ts'
import { theoryOf } from '../scenario/quadratic.ts'
import type { LandscapeScenario, SweepAxis } from '../scenario/types.ts'
import { sweepOn } from './testing.ts'

const size = 33

const planes: [string, string, number, number][] = [
  ['momentum', 'momentum', 25, 60],
  ['momentum', 'momentum', 100, 150],
  ['nesterov', 'momentum', 25, 140],
  ['momentum_lr_inside', 'beta', 25, 60],
]
const x: SweepAxis = { param: 'lr', min: 1e-3, max: 1, scale: 'log' }

const measure = (scenario: LandscapeScenario, y: SweepAxis): Promise<SummaryAnswer> => sweepOn(scenario, 0, [x, y], size)

describe.each(planes)('%s over %s on the bowl of condition number %i', (optimizer, param, kappa, steps) => {
  const y: SweepAxis = { param, min: 0, max: 1, scale: 'linear' }
  // Both eigendirections are seen alike from here.
  const scenario = fillDefaults({ landscape: 'rotated_quadratic', constants: { kappa, angle: 30 }, start: [-4.2, 0.6], steps, device: 'cpu', runs: [{ optimizer }] })
  const theory = theoryOf(scenario, 0, { x, y })

  test('the best cell lies within one cell of theory', async () => {
    const answer = await measure(scenario, y)
    const cell = bestCell(answer, 'final', size, size) ?? -1
    const [column, row] = [cell % size, Math.floor(cell / size)]
    const optimum = theory?.optimum ?? { lr: Number.NaN, other: Number.NaN }
    expect(Math.abs(cellOf(x, size, optimum.lr) - 0.5 - column)).toBeLessThanOrEqual(1)
    expect(Math.abs(cellOf(y, size, optimum.other) - 0.5 - row)).toBeLessThanOrEqual(1)
  })

  test('divergence begins at the boundary', async () => {
    expect(theory).not.toBeNull()
    const long = { ...scenario, steps: 20_000 / kappa }
    const { final, stopped } = await measure(long, y)
    const start = await measure({ ...scenario, steps: 1 }, y)
    for (let row = 0; row < size - 3; row += 4) {
      const other = (row + 0.5) / size
      const limit = cellOf(x, size, theory?.stableLr(other) ?? Number.NaN) - 0.5
      const grows = (column: number): boolean => {
        const at = row * size + column
        return (stopped[at] ?? -1) >= 0 || !((final[at] ?? Number.NaN) < 3 * (start.final[at] ?? 0) + 1)
      }
      const [inside, outside] = [Math.floor(limit - 0.5), Math.ceil(limit + 0.5)]
      if (inside >= 0) expect([row, inside, grows(inside)]).toEqual([row, inside, false])
      if (outside < size) expect([row, outside, grows(outside)]).toEqual([row, outside, true])
    }
  })
})
