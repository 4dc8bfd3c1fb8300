import { describe, expect, test } from 'vitest'
import { modelById } from '../../catalog/models/registry.ts'
import { denseNetwork } from '../network/testing.ts'
import { splitNetwork } from './split-network.ts'

const deep = denseNetwork([6, 8, 8, 8, 8, 3], 'tanh(z)')

describe('a network cut into stages', () => {
  test.each([1, 2, 3, 4, 5])('keeps all its layers and parameters in %i of them', (stages) => {
    const parts = splitNetwork(deep, stages)
    expect(parts).toHaveLength(stages)
    expect(parts.reduce((sum, { network }) => sum + network.params, 0)).toBe(deep.params)
    expect(parts.flatMap(({ network }) => network.layers.map(({ kind }) => kind))).toEqual(deep.layers.map(({ kind }) => kind))
    parts.forEach(({ network, offset }, i) => {
      expect(network.inputs).toBe(parts[i - 1]?.network.outputs ?? deep.inputs)
      const names = network.tensors.map((tensor) => [tensor.name, tensor.offset + offset])
      expect(deep.tensors.map((tensor) => [tensor.name, tensor.offset])).toEqual(expect.arrayContaining(names))
    })
    expect(parts.at(-1)?.network.outputs).toBe(3)
  })

  test('is balanced by work, not by layers', () => {
    const wide = denseNetwork([64, 64, 2, 2, 2, 2], 'tanh(z)')
    expect(splitNetwork(wide, 2).map(({ network }) => network.tensors.map(({ name }) => name))).toEqual([['W1', 'b1'], ['W2', 'b2', 'W3', 'b3', 'W4', 'b4', 'W5', 'b5']])
  })

  test('may have pictures flow through it', () => {
    const cnn = modelById.get('cnn')?.build({ hidden: [4, 8], activation: 'tanh(z)', dropout: 0 }, { features: 64, outputs: 10, image: { width: 8, height: 8 } })
    if (!cnn) throw new Error('no cnn')
    const [first, second] = splitNetwork(cnn, 2)
    expect(first?.network.outputs).toBe(second?.network.inputs)
  })

  test('has a layer for each stage', () => {
    expect(() => splitNetwork(deep, 6)).toThrow(/5 layers with weights cannot be divided among 6 stages/)
  })
})
