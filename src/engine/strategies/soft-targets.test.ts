import { expect, test } from 'vitest'
import { lossById } from '../../catalog/losses/registry.ts'
import { compileLoss } from '../network/loss.ts'
import { ReferenceNetwork } from '../network/reference-network.ts'
import { denseNetwork } from '../network/testing.ts'
import { SoftLoss, softened } from './soft-targets.ts'

const cce = lossById.get('cce_logits')
if (!cce) throw new Error('no categorical cross-entropy')
const network = new ReferenceNetwork(denseNetwork([2, 3, 3], 'tanh(z)'), compileLoss({ ...cce, params: { label_smoothing: 0 } }, 3))
const params = Float64Array.from({ length: network.network.params }, (_, i) => Math.sin(3 * i + 1))
const batch = { count: 2, inputs: Float64Array.of(0.3, -1, 0.8, 0.5), targets: Float64Array.of(0.7, 0.2, 0.1, 0, 0.5, 0.5), masks: [] }

test('shares are those of the outputs over the temperature, and sum to 1', () => {
  const shares = softened(Float64Array.of(1, 2, 3, 1000, 0, 0), 3, 2)
  const powers = [0.5, 1, 1.5].map(Math.exp)
  const sum = powers.reduce((a, b) => a + b, 0)
  powers.forEach((p, i) => expect(shares[i]).toBeCloseTo(p / sum, 14))
  expect([...shares.subarray(3)]).toEqual([1, Math.exp(-500), Math.exp(-500)])
})

test.each([1, 2.5])('the loss at temperature %f is the cross-entropy of softened outputs times its square', (temperature) => {
  const shares = softened(network.forward(params, batch), 3, temperature)
  const cross = -shares.reduce((total, p, i) => total + (batch.targets[i] ?? 0) * Math.log(p), 0) / batch.count
  const loss = new SoftLoss(network, temperature).lossAndGradient(params, batch, new Float64Array(params.length))
  expect(loss).toBeCloseTo(temperature ** 2 * cross, 12)
})

test.each([1, 2.5])('its gradient at temperature %f is its slope', (temperature) => {
  const soft = new SoftLoss(network, temperature)
  const gradient = new Float64Array(params.length)
  soft.lossAndGradient(params, batch, gradient)
  const [h, spare] = [1e-5, new Float64Array(params.length)]
  params.forEach((value, i) => {
    const at = (v: number): number => soft.lossAndGradient(params.with(i, v), batch, spare)
    // Central differences: an error of h² and of rounding over h, both about 1e-10.
    expect(Math.abs((at(value + h) - at(value - h)) / (2 * h) - (gradient[i] ?? Number.NaN))).toBeLessThan(1e-8)
  })
})
