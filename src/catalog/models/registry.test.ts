import { describe, expect, test } from 'vitest'
import { activationById } from '../activations/registry.ts'
import { initialisationById } from '../inits/registry.ts'
import type { Dimensions, Model, ModelOptions, Network } from '../network-types.ts'
import { cnn } from './cnn.ts'
import { deepLinear } from './deep_linear.ts'
import { linear } from './linear.ts'
import { memory } from './memory.ts'
import { mlp } from './mlp.ts'
import { models } from './registry.ts'

const flat: Dimensions = { features: 2, outputs: 3, image: null }
const picture: Dimensions = { features: 64, outputs: 10, image: { width: 8, height: 8 } }
const options = (given: Partial<ModelOptions> = {}): ModelOptions => ({ hidden: [], activation: 'tanh(z)', dropout: 0, ...given })
const tensors = (network: Network): [string, readonly number[]][] => network.tensors.map((t) => [t.name, t.shape])
const kinds = (network: Network): string[] => network.layers.map((l) => l.kind)

describe.each(models.map((m): [string, Model] => [m.id, m]))('%s', (id, model) => {
  const network = model.build(options({ hidden: model.defaults.hidden, dropout: 0.2 }), picture)

  test('is named as its file and starts from what the catalogue knows', () => {
    expect(id).toMatch(/^[a-z_]+$/)
    expect([activationById.has(model.defaults.activation), initialisationById.has(model.defaults.init)]).toEqual([true, true])
    expect(model.defaults.hidden.length > 0).toBe(model.options.includes('hidden'))
  })

  test('lays its tensors one after the other, each as large as its shape', () => {
    let offset = 0
    for (const tensor of network.tensors) {
      expect(tensor.offset).toBe(offset)
      expect(tensor.size).toBe(tensor.shape.reduce((product, side) => product * side, 1))
      if (tensor.matrix) expect(tensor.size).toBe(tensor.fanIn * tensor.fanOut)
      offset += tensor.size
    }
    expect(network.params).toBe(offset)
  })

  test('hands from layer to layer as much as the next takes', () => {
    let units = network.inputs
    for (const layer of network.layers) {
      if (layer.kind === 'dense') expect(layer.inputs).toBe(units)
      else if (layer.kind === 'conv' || layer.kind === 'pool') expect(layer.height * layer.width * layer.channels).toBe(units)
      else expect(layer.units).toBe(units)
      if (layer.kind === 'dense') units = layer.outputs
      if (layer.kind === 'conv') units = layer.height * layer.width * layer.filters
      if (layer.kind === 'pool') units = Math.floor(layer.height / 2) * Math.floor(layer.width / 2) * layer.channels
    }
    expect([network.inputs, units]).toEqual([64, 10])
    expect(network.outputs).toBe(10)
  })
})

describe('layers and parameters', () => {
  test('linear: one kernel and its bias', () => {
    expect(tensors(linear.build(options(), flat))).toEqual([['W1', [2, 3]], ['b1', [3]]])
  })

  test('mlp: an activation and dropout behind each hidden layer, none behind the last', () => {
    const network = mlp.build(options({ hidden: [4, 5], dropout: 0.5 }), flat)
    expect(kinds(network)).toEqual(['dense', 'activation', 'dropout', 'dense', 'activation', 'dropout', 'dense'])
    expect(tensors(network)).toEqual([['W1', [2, 4]], ['b1', [4]], ['W2', [4, 5]], ['b2', [5]], ['W3', [5, 3]], ['b3', [3]]])
    expect(network.params).toBe(2 * 4 + 4 + 4 * 5 + 5 + 5 * 3 + 3)
  })

  test('mlp: no dropout at rate 0', () => expect(kinds(mlp.build(options({ hidden: [4] }), flat))).toEqual(['dense', 'activation', 'dense']))

  test('cnn: convolution, activation and pooling, then one dense layer', () => {
    const network = cnn.build(options({ hidden: [4, 6] }), picture)
    expect(kinds(network)).toEqual(['conv', 'activation', 'pool', 'conv', 'activation', 'pool', 'dense'])
    expect(tensors(network)).toEqual([['W1', [3, 3, 1, 4]], ['b1', [4]], ['W2', [3, 3, 4, 6]], ['b2', [6]], ['W3', [24, 10]], ['b3', [10]]])
    expect(network.tensors[2]).toMatchObject({ fanIn: 36, fanOut: 6, matrix: true })
  })

  test('cnn: an odd row is dropped', () => {
    const network = cnn.build(options({ hidden: [2] }), { features: 35, outputs: 2, image: { width: 7, height: 5 } })
    expect(network.layers.at(-1)).toMatchObject({ kind: 'dense', inputs: 2 * 3 * 2 })
  })

  test('deep linear: kernels alone', () => {
    expect(tensors(deepLinear.build(options({ hidden: [4] }), flat))).toEqual([['W1', [2, 4]], ['W2', [4, 3]]])
  })

  test('memory: one kernel', () => expect(tensors(memory.build(options(), flat))).toEqual([['W1', [2, 3]]]))
})

describe('refuses in one sentence', () => {
  test('a cnn without pictures', () => {
    expect(() => cnn.build(options({ hidden: [4] }), flat)).toThrow('this model needs pictures: choose handwritten digits, or another model')
  })

  test('pictures halved to nothing', () => {
    expect(() => cnn.build(options({ hidden: [1, 1, 1, 1] }), picture)).toThrow('the pictures are too small for so many convolutions')
  })
})
