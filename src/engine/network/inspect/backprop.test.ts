import { describe, expect, it } from 'vitest'
import type { Layer, Network, TensorSpec } from '../../../catalog/network-types.ts'
import { normal } from '../../../formula/random.ts'
import type { Batch } from '../contract.ts'
import { compileLoss } from '../loss.ts'
import { ReferenceNetwork } from '../reference-network.ts'
import { denseNetwork } from '../testing.ts'
import { backpropOf } from './backprop.ts'

const draws = (length: number, which: number): Float64Array => Float64Array.from({ length }, (_, i) => 0.7 * normal(3, 0, which, 0, i))
const mse = { kind: 'pointwise', formula: '(p - y)^2' } as const
const cce = { kind: 'classwise', formula: '-y*l' } as const
const rowsOf = (network: Network, count: number, masks: readonly Float64Array[] = []): Batch => ({
  count, inputs: draws(count * network.inputs, 1), targets: Float64Array.from({ length: count * network.outputs }, (_, i) => Number(i % (network.outputs + 1) === 0)), masks,
})
const task = (network: Network, text: typeof mse | typeof cce, penalty = { l1: 0, l2: 0 }): Parameters<typeof backpropOf>[0] => ({
  network, text, penalty, loss: compileLoss({ ...text, params: {} }, network.outputs),
})

const tensor = (name: string, shape: readonly number[], offset: number): TensorSpec => {
  const fanOut = shape.at(-1) ?? 1
  const size = shape.reduce((a, b) => a * b, 1)
  return { name, offset, size, shape, fanIn: size / fanOut, fanOut, matrix: shape.length > 1 }
}
const convolutional: Network = {
  layers: [
    { kind: 'conv', height: 4, width: 4, channels: 1, filters: 2, size: 3, kernel: 0, bias: 1 },
    { kind: 'activation', formula: 'tanh(z)', units: 32 },
    { kind: 'pool', height: 4, width: 4, channels: 2 },
    { kind: 'dropout', rate: 0.5, units: 8 },
    { kind: 'dense', inputs: 8, outputs: 3, kernel: 2, bias: null },
  ],
  tensors: [tensor('W1', [3, 3, 1, 2], 0), tensor('b1', [2], 18), tensor('W2', [8, 3], 20)],
  params: 44, inputs: 16, outputs: 3,
}

describe('the nodes', () => {
  const network = denseNetwork([2, 3, 1], 'tanh(z)')
  const params = draws(network.params, 0)

  it('go from input to loss, with the formula that runs', () => {
    const { nodes } = backpropOf(task(network, mse), params, rowsOf(network, 1))
    expect(nodes.map(({ name, formula, value, gradient }) => [name, formula, value.length, gradient.length])).toEqual([
      ['input', 'x', 2, 2],
      ['z1', 'z_{1} = x W_{1} + b_{1}', 3, 3],
      ['a1', 'a_{1} = \\tanh(z_{1})', 3, 3],
      ['output', 'z_{2} = a_{1} W_{2} + b_{2}', 1, 1],
      ['loss', '\\ell = (z_{2} - y)^{2},\\quad L = \\frac{1}{n\\,k} \\sum \\ell', 1, 1],
    ])
  })

  it('name every kind of layer', () => {
    const { nodes } = backpropOf(task(convolutional, cce), draws(44, 0), rowsOf(convolutional, 1))
    expect(nodes.map(({ name }) => name)).toEqual(['input', 'z1', 'a1', 'p1', 'd1', 'output', 'loss'])
    expect(nodes.map(({ formula }) => formula).slice(1)).toEqual([
      'z_{1} = x * W_{1} + b_{1}',
      'a_{1} = \\tanh(z_{1})',
      'p_{1} = \\operatorname{maxpool}_{2 \\times 2}(a_{1})',
      'd_{1} = m \\odot p_{1},\\quad m \\in \\{0, \\tfrac{1}{1 - 0.5}\\}',
      'z_{2} = d_{1} W_{2}',
      'l = \\ln \\operatorname{softmax}(z_{2}),\\quad \\ell = -y \\, l,\\quad L = \\frac{1}{n} \\sum \\ell',
    ])
  })

  it('hold the values of a row, and of a batch the means', () => {
    const [row, batch] = [rowsOf(network, 1), rowsOf(network, 4)]
    const one = backpropOf(task(network, mse), params, row)
    const [x0 = 0, x1 = 0] = row.inputs
    const at = (i: number): number => params[i] ?? Number.NaN
    const z = [0, 1, 2].map((j) => x0 * at(j) + x1 * at(3 + j) + at(6 + j))
    // One rounding or two apart.
    z.forEach((value, j) => expect(one.nodes[1]?.value[j]).toBeCloseTo(value, 14))
    z.forEach((value, j) => expect(one.nodes[2]?.value[j]).toBeCloseTo(Math.tanh(value), 14))
    const { input, target } = backpropOf(task(network, mse), params, batch)
    expect(input[1]).toBeCloseTo([1, 3, 5, 7].reduce((sum, i) => sum + (batch.inputs[i] ?? 0), 0) / 4, 14)
    expect([...target]).toEqual([0.5])
  })
})

/** Layers `from` and on as a network of its own: it is fed with the values at which the other was cut. */
const rest = (network: Network, from: number, inputs: number): Network => ({ ...network, inputs, layers: network.layers.slice(from) })

describe.each([
  ['an MLP, one row', denseNetwork([3, 4, 4, 2], 'tanh(z)'), 1, { l1: 0, l2: 0 }],
  ['an MLP, a batch with penalties', denseNetwork([3, 4, 4, 2], 'tanh(z)'), 5, { l1: 0.01, l2: 0.1 }],
  ['a convolution with pooling and dropout', convolutional, 3, { l1: 0, l2: 0 }],
] as const)('gradients of %s', (_, network, count, penalty) => {
  const params = draws(network.params, 0)
  const masks = network.layers.filter((layer): layer is Layer & { kind: 'dropout' } => layer.kind === 'dropout').map(({ units }) => Float64Array.from({ length: count * units }, (_, i) => (i % 3 === 0 ? 0 : 2)))
  const batch = rowsOf(network, count, masks)
  const given = task(network, cce, penalty)
  const { nodes, tensors, loss } = backpropOf(given, params, batch)
  const step = 1e-5
  // Central differences err by about step² times the third derivative, and by 1e-16/step.
  const tolerance = 1e-8

  it('by the weights agree with central differences', () => {
    const reference = new ReferenceNetwork(network, given.loss, penalty)
    expect(reference.lossAndGradient(params, batch, null)).toBe(loss)
    const at = (i: number, by: number): number => reference.lossAndGradient(params.with(i, (params[i] ?? 0) + by), batch, null)
    const gradient = tensors.flatMap((t) => [...t.gradient])
    expect(gradient.length).toBe(network.params)
    gradient.forEach((value, i) => expect(Math.abs(value - (at(i, step) - at(i, -step)) / (2 * step)), `weight ${i}`).toBeLessThan(tolerance))
  })

  it('by the values of every node agree with central differences', () => {
    for (let cut = 0; cut < network.layers.length; cut++) {
      const gradient = nodes[cut]?.gradient ?? new Float64Array(0)
      const values = cut === 0 ? Float64Array.from(batch.inputs) : (new ReferenceNetwork(network, given.loss, penalty).layerValues(params, batch, masks)[cut - 1] ?? new Float64Array(0))
      const after = rest(network, cut, gradient.length)
      const reference = new ReferenceNetwork(after, given.loss, penalty)
      const left = after.layers.some(({ kind }) => kind === 'dropout') ? masks : []
      // All rows are moved at once, as the gradient is told of a batch.
      const at = (unit: number, by: number): number => {
        const moved = values.map((value, i) => (i % gradient.length === unit ? value + by : value))
        return reference.lossAndGradient(params, { ...batch, inputs: moved, masks: left }, null)
      }
      gradient.forEach((value, unit) => expect(Math.abs(value - (at(unit, step) - at(unit, -step)) / (2 * step)), `${nodes[cut]?.name} ${unit}`).toBeLessThan(tolerance))
    }
  })
})
