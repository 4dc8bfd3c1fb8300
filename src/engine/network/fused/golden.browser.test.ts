// The golden networks on the fused trainer: every rule that fuses, its rows of one network as runs of one training.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { networkRuns } from '../../../golden/load.ts'
import { flatParams, goldenGroup, goldenProblem } from '../testing.ts'
import { fusedNetworkDevice } from './device.ts'
import type { FusedNetworkDevice } from './device.ts'
import { fusedFits, limitsOf } from './fused-network.ts'
import { fusedNetworkStepper } from './stepper.ts'

/** What is not a number is farther than anything. */
const largest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Number.isNaN(value) ? Infinity : Math.abs(value - (b[i] ?? Infinity))), a.length === b.length ? 0 : Infinity)

/** Rules that look at rows and columns of a kernel. */
const byMatrix = new Set(['muon', 'adafactor'])

const rows = networkRuns.filter((row) => row.f32_comparable && !byMatrix.has(row.optimizer))

let found: FusedNetworkDevice
beforeAll(async () => {
  found = await fusedNetworkDevice()
})

it('all golden rules fuse but two, on a device with subgroups', () => {
  expect(found.device.features.has('subgroups')).toBe(true)
  expect(rows).toHaveLength(45)
  const limits = limitsOf(found.device, true)
  expect(once).toHaveLength(15)
  const refused = networkRuns.filter((row) => fusedFits(goldenProblem(row.network, 1, row.steps), goldenGroup([row]), limits) !== true)
  expect(new Set(refused.map((r) => r.optimizer))).toEqual(byMatrix)
})

/** In loops every rule once: the networks differ by nothing that loops know of. */
const once = rows.filter((row) => row.network === rows.at(-1)?.network)

describe.each([['unrolled', rows], ['rolled', once]] as const)('%s', (form, some) => {
  let most = 0
  afterAll(() => {
    // oxlint-disable-next-line no-console -- the count belongs to what this test shows
    console.info(`${form}: ${some.length} golden rows, at most ${most.toPrecision(2)} of tol_f32`)
  })

  it.each(some.map((row) => [row.case, row] as const))('%s', async (_, row) => {
    const problem = goldenProblem(row.network, 1, row.steps)
    const stepper = fusedNetworkStepper(found.device, problem, goldenGroup([row]), { software: found.software, form })
    const { loss } = await stepper.advance(row.steps + 1)
    const offLoss = largest(loss, row.losses)
    const offWeights = largest(await stepper.parameters(), flatParams(problem.network, row.final))
    stepper.dispose()
    most = Math.max(most, offLoss / row.tol_f32_loss, offWeights / row.tol_f32_weights)
    expect(offLoss).toBeLessThanOrEqual(row.tol_f32_loss)
    expect(offWeights).toBeLessThanOrEqual(row.tol_f32_weights)
  })
})
