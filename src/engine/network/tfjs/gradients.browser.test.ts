// Losses and gradients of tfjs on random networks, against the float64 reference and against central differences of its loss.
import { describe, expect, it } from 'vitest'
import { activations } from '../../../catalog/activations/registry.ts'
import { losses } from '../../../catalog/losses/registry.ts'
import { Layout } from '../../../catalog/models/layout.ts'
import type { Network } from '../../../catalog/network-types.ts'
import type { NetworkProblem } from '../contract.ts'
import { ReferenceNetwork } from '../reference-network.ts'
import { denseNetwork } from '../testing.ts'
import { devices, farthest, gradientsOn, randomProblem } from './testing.ts'

function wanted({ network, loss, penalty, initial, batch }: NetworkProblem): { loss: number[]; gradient: number[] } {
  const reference = new ReferenceNetwork(network, loss, penalty)
  const found = { loss: [] as number[], gradient: [] as number[] }
  for (let from = 0; from < initial.length; from += network.params) {
    const gradient = new Float64Array(network.params)
    found.loss.push(reference.lossAndGradient(initial.subarray(from, from + network.params), batch(1), gradient))
    found.gradient.push(...gradient)
  }
  return found
}

/** Slopes of the float64 loss along each parameter of the first run. */
function centralDifferences({ network, loss, penalty, initial, batch }: NetworkProblem): number[] {
  const reference = new ReferenceNetwork(network, loss, penalty)
  const h = 1e-5
  const at = (i: number, by: number): number => {
    const moved = initial.slice(0, network.params)
    moved[i] = (moved[i] ?? 0) + by
    return reference.lossAndGradient(moved, batch(1), null)
  }
  return Array.from({ length: network.params }, (_, i) => (at(i, h) - at(i, -h)) / (2 * h))
}

const pictures = (activation: string, dropout: number): Network =>
  new Layout(35, { width: 5, height: 7 }).conv(2, 3).activation(activation).pool().dropout(dropout).conv(3, 3).activation(activation).pool().dense(3).network()

/** A few hundred roundings of 6e-8. */
const tolerance = 2e-5
/** Beside them, the differences' own error: about h squared, and 1e-16 through h. */
const ofDifferences = 4e-5

describe.each(devices)('%s', (device) => {
  it.each(losses.map((l) => [l.id, l.kind === 'classwise' ? 3 : 1] as const))('loss %s', async (id, outputs) => {
    for (const width of new Set([outputs, 3])) {
      const problem = randomProblem(denseNetwork([3, 5, width], 'tanh(z)'), id, { runs: 3 })
      const [found, { loss, gradient }] = [await gradientsOn(device, problem), wanted(problem)]
      expect(farthest(found.loss, loss)).toBeLessThan(tolerance)
      expect(farthest(found.gradient, gradient)).toBeLessThan(tolerance)
      expect(farthest(Array.from(found.gradient).slice(0, problem.network.params), centralDifferences(problem))).toBeLessThan(ofDifferences)
    }
  })

  it.each(activations.map((a) => [a.id, a.formula] as const))('activation %s', async (_, formula) => {
    const problem = randomProblem(denseNetwork([3, 5, 4, 2], formula), 'mse', { runs: 2 })
    const [found, { loss, gradient }] = [await gradientsOn(device, problem), wanted(problem)]
    expect(farthest(found.loss, loss)).toBeLessThan(tolerance)
    expect(farthest(found.gradient, gradient)).toBeLessThan(tolerance)
    expect(farthest(Array.from(found.gradient).slice(0, problem.network.params), centralDifferences(problem))).toBeLessThan(ofDifferences)
  })

  it.each<[string, Network, NetworkProblem['penalty']]>([
    ['a convolution', pictures('tanh(z)', 0), { l1: 0, l2: 0 }],
    ['a convolution with corners and dropout', pictures('z > 0 ? z : 0', 0.5), { l1: 0, l2: 0 }],
    ['dropout before and after a dense layer', new Layout(4, null).dropout(0.5).dense(5).activation('sin(z)').dropout(0.5).dense(3).network(), { l1: 0, l2: 0 }],
    ['penalties on kernels', denseNetwork([4, 3, 3], 'tanh(z)'), { l1: 0.1, l2: 0.3 }],
    ['kernels without bias', new Layout(4, null).dense(3, { bias: false }).dense(3, { bias: false }).network(), { l1: 0, l2: 0.1 }],
    ['an activation that is a constant', denseNetwork([4, 3, 3], '1 + 0*z'), { l1: 0, l2: 0 }],
  ])('%s', async (_, network, penalty) => {
    const problem = randomProblem(network, 'cce_logits', { runs: 2, rows: 5, penalty })
    const [found, { loss, gradient }] = [await gradientsOn(device, problem), wanted(problem)]
    expect(farthest(found.loss, loss)).toBeLessThan(tolerance)
    expect(farthest(found.gradient, gradient)).toBeLessThan(tolerance)
    expect(farthest(Array.from(found.gradient).slice(0, network.params), centralDifferences(problem))).toBeLessThan(ofDifferences)
  })

  // tfjs on WebGL multiplies vectors in a way of its own above 1000 rows.
  it.each([[1, 1200, 1], [1, 1200, 3], [1200, 1, 2], [3, 1200, 1]])('%i features, %i rows, %i outputs, for three runs', async (inputs, rows, outputs) => {
    const problem = randomProblem(denseNetwork([inputs, outputs], 'z'), 'huber', { runs: 3, rows })
    const [found, { loss, gradient }] = [await gradientsOn(device, problem), wanted(problem)]
    expect(farthest(found.loss, loss)).toBeLessThan(tolerance)
    expect(farthest(found.gradient, gradient)).toBeLessThan(tolerance)
  })

  it('gives a corner the slope of the reference', async () => {
    const network = denseNetwork([2, 2, 1], 'z > 0 ? z : 0')
    const problem = { ...randomProblem(network, 'mae', { runs: 1 }), initial: new Float64Array(network.params) }
    const found = await gradientsOn(device, { ...problem, batch: (step) => ({ ...problem.batch(step), targets: new Float64Array(6) }) })
    expect(Array.from(found.gradient)).toEqual(Array.from({ length: network.params }, () => 0))
  })

  it.each([Number.NaN, Infinity])('has no loss where a parameter is %f, though relu would hide it', async (value) => {
    const network = denseNetwork([2, 2, 1], 'z > 0 ? z : 0')
    const problem = randomProblem(network, 'mse', { runs: 2 })
    const initial = problem.initial.slice()
    initial[0] = value
    const { loss } = await gradientsOn(device, { ...problem, initial })
    expect(Array.from(loss, Number.isFinite)).toEqual([false, true])
  })
})
