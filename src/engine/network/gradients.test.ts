import { describe, expect, test } from 'vitest'
import { activations } from '../../catalog/activations/registry.ts'
import { losses } from '../../catalog/losses/registry.ts'
import { models } from '../../catalog/models/registry.ts'
import type { Network } from '../../catalog/network-types.ts'
import { hash, normal, uniform } from '../../formula/random.ts'
import { numbersOf } from '../../scenario/columns.ts'
import type { Batch } from './contract.ts'
import { compileLoss } from './loss.ts'
import type { LossProgram } from './loss.ts'
import { ReferenceNetwork } from './reference-network.ts'

const draw = (count: number, seed: number): Float64Array => Float64Array.from({ length: count }, (_, i) => normal(seed, 90, 0, 0, i))

function batchFor(network: Network, kind: 'numbers' | 'onehot' | 'sign', count = 5): Batch {
  const { inputs, outputs } = network
  const targets = draw(count * outputs, 3)
  if (kind !== 'numbers') targets.fill(kind === 'sign' ? -1 : 0)
  if (kind !== 'numbers') for (let row = 0; row < count; row++) targets[row * outputs + (hash(4, 90, 0, 0, row) % outputs)] = 1
  const masks = network.layers.flatMap((l) => (l.kind === 'dropout' ? [Float64Array.from({ length: count * l.units }, (_, i) => (uniform(hash(5, 90, 0, 0, i)) < 0.3 ? 0 : 1 / 0.7))] : []))
  return { count, inputs: draw(count * inputs, 2), targets, masks }
}

const compiled = (id: string, outputs: number): LossProgram => {
  const loss = losses.find((l) => l.id === id)
  if (!loss) throw new Error(`no loss ${id}`)
  return compileLoss({ ...loss, params: numbersOf(loss.params, Object.fromEntries(loss.params.map((p) => [p.name, p.default]))) }, outputs)
}

/** Largest difference to central differences, relative to 1 + |gradient|, over some of the parameters. */
function worst(network: Network, loss: LossProgram, batch: Batch, penalty = { l1: 0, l2: 0 }): number {
  const reference = new ReferenceNetwork(network, loss, penalty)
  const params = draw(network.params, 1).map((v) => 0.5 * v)
  const gradient = new Float64Array(network.params)
  reference.lossAndGradient(params, batch, gradient)
  const h = 1e-6
  let most = 0
  for (let k = 0; k < 60; k++) {
    const i = hash(6, 90, 0, 0, k) % network.params
    const at = (by: number): number => {
      const moved = params.slice()
      moved[i] = (moved[i] ?? 0) + by
      return reference.lossAndGradient(moved, batch, null)
    }
    const slope = (at(h) - at(-h)) / (2 * h)
    most = Math.max(most, Math.abs(slope - (gradient[i] ?? Number.NaN)) / (1 + Math.abs(slope)))
  }
  return most
}

// With steps of 1e-6 a central difference of numbers near 1 is good to about 1e-9; the bound leaves room for larger losses.
const bound = 1e-7

describe('the gradient of every model agrees with central differences', () => {
  test.each(models.map((m) => [m.id, m] as const))('%s', (_, model) => {
    const image = model.images ? { width: 8, height: 6 } : null
    const network = model.build({ hidden: model.options.includes('hidden') ? [4, 3] : model.defaults.hidden, activation: 'tanh(z)', dropout: 0.3 }, { features: image ? 48 : 5, outputs: 3, image })
    expect(worst(network, compiled('mse', 3), batchFor(network, 'numbers'))).toBeLessThan(bound)
  })
})

const network = (outputs: number, activation: string): Network => {
  const mlp = models.find((m) => m.id === 'mlp')
  if (!mlp) throw new Error('no mlp')
  return mlp.build({ hidden: [6, 4], activation, dropout: 0 }, { features: 4, outputs, image: null })
}

describe('of every loss', () => {
  test.each(losses.map((l) => [l.id, l] as const))('%s, with one output and with three', (id, loss) => {
    for (const outputs of loss.kind === 'classwise' ? [2, 3] : [1, 3]) {
      const net = network(outputs, 'tanh(z)')
      const kind = loss.tasks.includes('numbers') ? 'numbers' : loss.targets
      expect(worst(net, compiled(id, outputs), batchFor(net, kind))).toBeLessThan(bound)
    }
  })
})

describe('of every activation', () => {
  test.each(activations.map((a) => [a.id, a.formula]))('%s', (_, formula) => {
    const net = network(2, formula)
    expect(worst(net, compiled('mse', 2), batchFor(net, 'numbers'))).toBeLessThan(bound)
  })
})

test('of the penalties, which leave biases alone', () => {
  const net = network(1, 'tanh(z)')
  expect(worst(net, compiled('mse', 1), batchFor(net, 'numbers'), { l1: 0.1, l2: 0.3 })).toBeLessThan(bound)
  const plain = new ReferenceNetwork(net, compiled('mse', 1))
  const heavy = new ReferenceNetwork(net, compiled('mse', 1), { l1: 0.1, l2: 0.3 })
  const params = draw(net.params, 1)
  const [a, b] = [new Float64Array(net.params), new Float64Array(net.params)]
  plain.lossAndGradient(params, batchFor(net, 'numbers'), a)
  heavy.lossAndGradient(params, batchFor(net, 'numbers'), b)
  for (const { offset, size, matrix } of net.tensors) for (let i = offset; i < offset + size; i++) expect(a[i] === b[i]).toBe(!matrix)
})
