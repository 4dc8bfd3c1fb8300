// Heavy ball's phase plane as the fused map measures it in a real browser, against Polyak 1964, worked out here: divergence begins at
// lr = 2(1 + beta)/L, and nothing converges faster than lr = (2/(sqrt L + sqrt mu))^2, beta = ((sqrt kappa - 1)/(sqrt kappa + 1))^2.
// How many steps the best cell needs, and why no more, stands in ../phase-plane.test.ts.
import { describe, expect, it } from 'vitest'
import type { SummaryAnswer } from '../../protocol/messages.ts'
import { bestCell } from '../../scenario/best-cell.ts'
import { fillDefaults } from '../../scenario/defaults.ts'
import { cellOf } from '../../scenario/plan-sweep.ts'
import type { SweepAxis } from '../../scenario/types.ts'
import { probeDevices } from '../devices.ts'
import { sweepOn } from '../testing.ts'

const x: SweepAxis = { param: 'lr', min: 1e-3, max: 1, scale: 'log' }
const y: SweepAxis = { param: 'momentum', min: 0, max: 1, scale: 'linear' }
const start = [-4.2, 0.6] as const
const angle = 30

async function measure(kappa: number, steps: number, size: number): Promise<SummaryAnswer> {
  const scenario = fillDefaults({ landscape: 'rotated_quadratic', constants: { kappa, angle }, start, steps, device: 'webgpu', runs: [{ optimizer: 'momentum' }] })
  const answer = await sweepOn(scenario, 0, [x, y], size, await probeDevices())
  expect(answer).toMatchObject({ device: 'webgpu', precision: 'float32' })
  expect(answer.losses).toBeUndefined()
  return answer
}

/** The valley's floor has curvature 1, its walls kappa. */
function lossAtStart(kappa: number): number {
  const [c, s] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]
  return 0.5 * ((c * start[0] + s * start[1]) ** 2 + kappa * (c * start[1] - s * start[0]) ** 2)
}

describe.each([[25, 60], [100, 150]])('heavy ball on the bowl of condition number %i', (kappa, steps) => {
  it('has its best cell within one cell of theory', async () => {
    const size = 33
    const cell = bestCell(await measure(kappa, steps, size), 'final', size, size) ?? -1
    const root = Math.sqrt(kappa)
    const optimum = { lr: (2 / (root + 1)) ** 2, beta: ((root - 1) / (root + 1)) ** 2 }
    expect(Math.abs(cellOf(x, size, optimum.lr) - 0.5 - (cell % size))).toBeLessThanOrEqual(1)
    expect(Math.abs(cellOf(y, size, optimum.beta) - 0.5 - Math.floor(cell / size))).toBeLessThanOrEqual(1)
  })

  it('diverges from 2(1 + beta)/L on, in every row', async () => {
    const size = 65
    const { final, stopped } = await measure(kappa, 20_000 / kappa, size)
    const grown = 3 * lossAtStart(kappa) + 1
    const grows = (cell: number): boolean => (stopped[cell] ?? -1) >= 0 || !((final[cell] ?? Number.NaN) < grown)
    const [found, wanted]: [unknown[], unknown[]] = [[], []]
    for (let row = 0; row < size; row += 1) {
      const beta = (row + 0.5) / size
      // The centre of cell i lies at i + 1/2; half a cell on each side is left to rounding.
      const limit = cellOf(x, size, (2 * (1 + beta)) / kappa) - 0.5
      for (let column = 0; column < size; column += 1) {
        if (Math.abs(column - limit) < 0.5) continue
        found.push([row, column, grows(row * size + column)])
        wanted.push([row, column, column > limit])
      }
    }
    expect(found).toEqual(wanted)
  })
})
