import { describe, expect, test } from 'vitest'
import { gradientRatio, isSmall, layerSummaries, networkGraph } from './network-graph.ts'

const of = (...values: readonly number[]): Float64Array => Float64Array.from(values)
const node = (name: string, value: Float64Array, gradient: Float64Array = value.map((one) => -one)) => ({ name, value, gradient })

// 2 inputs, 3 tanh units, 1 output; hidden as wide as its activation, as always.
const step = {
  nodes: [node('input', of(1, -2)), node('z1', of(0.5, 1, -3)), node('a1', of(0.4, 0, -0.9)), node('output', of(2)), node('loss', of(0.3), of(1))],
  tensors: [
    { name: 'W1', shape: [2, 3], value: of(1, 2, 3, 4, 5, 6), gradient: of(0, 0, 0, 0, 0, -2) },
    { name: 'b1', shape: [3], value: of(0, 0, 0), gradient: of(0, 0, 0) },
    { name: 'W2', shape: [3, 1], value: of(-1, 0.5, 0.25), gradient: of(1, 1, 1) },
  ],
}

describe('the graph of a small network', () => {
  const { edges, columns } = networkGraph(step)

  test('has a column for each layer and a unit for each value', () => {
    expect(columns.map(({ units }) => units.length)).toEqual([2, 3, 3, 1, 1])
  })

  test('has the weights on the edges, kernels from row to column', () => {
    expect(edges.filter(({ weight }) => !Number.isNaN(weight)).map(({ name, weight }) => `${name} ${weight}`)).toEqual([
      'W1[0,0] 1', 'W1[0,1] 2', 'W1[0,2] 3', 'W1[1,0] 4', 'W1[1,1] 5', 'W1[1,2] 6', 'W2[0,0] -1', 'W2[1,0] 0.5', 'W2[2,0] 0.25',
    ])
  })

  test('joins an activation unit by unit, also where a square kernel would fit', () => {
    const square = { nodes: [node('input', of(1, 2)), node('z1', of(1, 2)), node('a1', of(1, 2)), node('output', of(1, 2))], tensors: [{ ...node('W1', of(1, 2, 3, 4)), shape: [2, 2] }, { ...node('W2', of(5, 6, 7, 8)), shape: [2, 2] }] }
    expect(networkGraph(square).edges.map(({ name }) => name.slice(0, 2))).toEqual(['W1', 'W1', 'W1', 'W1', '', '', 'W2', 'W2', 'W2', 'W2'])
  })

  test('measures colours against the largest of the layer', () => {
    expect(columns[1]?.units.map(({ valuePart }) => valuePart)).toEqual([0.5 / 3, 1 / 3, -1])
    expect(edges[5]?.gradientPart).toBe(-1)
  })
})

test('a layer that is too wide makes the network no small one', () => {
  expect(isSmall(step)).toBe(true)
  expect(isSmall({ nodes: [node('input', new Float64Array(17))] })).toBe(false)
})

test('layers in short: size of values and gradients, and units at 0', () => {
  const layers = layerSummaries(step)
  expect(layers[2]).toEqual({ name: 'a1', units: 3, value: Math.sqrt((0.16 + 0.81) / 3), gradient: Math.sqrt((0.16 + 0.81) / 3), zeros: 1 / 3 })
  expect(gradientRatio(layers)).toBe((layers[1]?.gradient ?? 0) / 2)
})
