// The golden networks on tfjs: every row on each device, and Newton-Schulz.
import * as tf from '@tensorflow/tfjs'
import { afterAll, describe, expect, it } from 'vitest'
import { networkRuns, newtonSchulz } from '../../../golden/load.ts'
import { onDevice } from '../../tfjs/testing.ts'
import { flatParams, goldenGroup, goldenProblem } from '../testing.ts'
import { orthogonal } from './newton-schulz.ts'
import { tfjsNetworkStepper } from './stepper.ts'
import { devices } from './testing.ts'

/** What is not a number is farther than anything. */
const largest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Number.isNaN(value) ? Infinity : Math.abs(value - (b[i] ?? Infinity))), a.length === b.length ? 0 : Infinity)

const rows = networkRuns.filter((row) => row.f32_comparable)

it('float32 can follow all 51 rows, of 17 rules', () => {
  expect(rows).toHaveLength(51)
  expect(new Set(rows.map((r) => r.optimizer)).size).toBe(17)
})

describe.each(devices)('%s', (device) => {
  let most = 0
  const begun = performance.now()
  afterAll(() => {
    const seconds = ((performance.now() - begun) / 1000).toFixed(0)
    // oxlint-disable-next-line no-console -- the count belongs to what this test shows
    console.info(`${device}: ${rows.length} golden rows, at most ${most.toPrecision(2)} of tol_f32; ${seconds} s`)
  })

  it.each(rows.map((row) => [row.case, row] as const))('%s', async (_, row) => {
    const problem = goldenProblem(row.network, 1, row.steps)
    const stepper = tfjsNetworkStepper(problem, goldenGroup([row]), (work) => onDevice(device, work))
    const { loss } = await stepper.advance(row.steps + 1)
    const offLoss = largest(loss, row.losses)
    const offWeights = largest(await stepper.parameters(), flatParams(problem.network, row.final))
    stepper.dispose()
    most = Math.max(most, offLoss / row.tol_f32_loss, offWeights / row.tol_f32_weights)
    expect(offLoss).toBeLessThanOrEqual(row.tol_f32_loss)
    expect(offWeights).toBeLessThanOrEqual(row.tol_f32_weights)
  })

  // The singular values are driven to about 1, so errors do not grow: some roundings of 6e-8 in each of the five iterations.
  it.each(newtonSchulz.map((row, i) => [i, row] as const))('Newton-Schulz row %i', async (_, row) => {
    const found = await onDevice(device, async () => {
      const image = tf.tidy(() => orthogonal(tf.tensor3d([row.input.map((r) => [...r])]), [row.steps], tf.scalar(row.eps)))
      const values = await image.data()
      image.dispose()
      return values
    })
    expect(largest(found, row.output.flat())).toBeLessThan(1e-5)
  })
})
