import { describe, expect, test } from 'vitest'
import { goldenNetworks, networkRuns, newtonSchulz } from '../../golden/load.ts'
import { orthogonalize } from '../../formula/orthogonalize.ts'
import { ReferenceNetwork } from './reference-network.ts'
import { referenceNetworkStepper } from './reference-stepper.ts'
import { flatParams, goldenGroup, goldenProblem } from './testing.ts'

const largest = (a: Float64Array, b: Float64Array): number => a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0)

test('there are 51 golden runs of 17 rules on 3 networks', () => {
  expect(networkRuns).toHaveLength(51)
  expect(new Set(networkRuns.map((r) => r.optimizer)).size).toBe(17)
  expect(goldenNetworks.size).toBe(3)
})

test.each([...goldenNetworks.keys()])('loss and gradient at the start: %s', (id) => {
  const golden = goldenNetworks.get(id)
  const problem = goldenProblem(id, 1, 1)
  const gradient = new Float64Array(problem.network.params)
  const loss = new ReferenceNetwork(problem.network, problem.loss).lossAndGradient(problem.initial, problem.batch(1), gradient)
  expect(Math.abs(loss - (golden?.loss_at_start ?? 0))).toBeLessThan(1e-12)
  expect(largest(gradient, flatParams(problem.network, golden?.grad_at_start ?? {}))).toBeLessThan(1e-12)
})

describe('the golden runs within tol_f64', () => {
  test.each(networkRuns.map((row) => [row.case, row] as const))('%s', async (_, row) => {
    const problem = goldenProblem(row.network, 1, row.steps)
    const stepper = referenceNetworkStepper(problem, goldenGroup([row]))
    const { loss } = await stepper.advance(row.steps + 1)
    expect(largest(loss, Float64Array.from(row.losses))).toBeLessThanOrEqual(row.tol_f64)
    const final = await stepper.parameters()
    expect(largest(final, flatParams(problem.network, row.final))).toBeLessThanOrEqual(row.tol_f64)
  })
})

test.each(newtonSchulz.map((row, i) => [i, row] as const))('Newton-Schulz row %i', (_, row) => {
  const [fanIn, fanOut] = [row.input.length, row.input[0]?.length ?? 0]
  const out = new Float64Array(fanIn * fanOut)
  orthogonalize(Float64Array.from(row.input.flat()), out, { offset: 0, fanIn, fanOut }, row.steps, row.eps)
  expect(largest(out, Float64Array.from(row.output.flat()))).toBeLessThan(1e-10)
})
