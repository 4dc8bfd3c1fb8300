import { describe, expect, it } from 'vitest'
import { denseNetwork } from '../testing.ts'
import { histogram, histogramsOf } from './histograms.ts'

const total = (counts: Int32Array): number => counts.reduce((a, b) => a + b, 0)

describe('a histogram', () => {
  it('counts every finite value once, the smallest in the first bin and the largest in the last', () => {
    const values = Float64Array.from({ length: 401 }, (_, i) => i / 100 - 2)
    const { low, high, counts } = histogram('W1', values)
    expect([low, high, total(counts), counts.length]).toEqual([-2, 2, 401, 40])
    // Ten of 401 equally spaced values a bin; those on a border go either way by rounding, and the end takes one more.
    for (const count of counts) expect(Math.abs(count - 10)).toBeLessThanOrEqual(1)
  })

  it('gives a width to values that are all one', () => {
    const { low, high, counts } = histogram('b1', new Float64Array(7).fill(3))
    expect([low, high, total(counts), counts[20]]).toEqual([2.5, 3.5, 7, 7])
  })

  it('leaves out what is not finite', () => {
    expect(histogram('x', Float64Array.of(Number.NaN, Infinity, 1, 2))).toMatchObject({ low: 1, high: 2 })
    expect(total(histogram('x', Float64Array.of(Number.NaN, Infinity, 1, 2)).counts)).toBe(2)
    expect(histogram('x', Float64Array.of(Number.NaN))).toEqual({ name: 'x', low: 0, high: 1, counts: new Int32Array(40) })
  })
})

describe('the histograms of a network', () => {
  const network = denseNetwork([2, 3, 4, 1], 'tanh(z)')
  const values = network.layers.map((layer) => new Float64Array(5 * (layer.kind === 'activation' ? layer.units : 1)))
  const { weights, activations } = histogramsOf(network, Float64Array.from({ length: network.params }, (_, i) => i), values)

  it('are of each tensor', () => {
    expect(weights.map(({ name, low, high }) => [name, low, high])).toEqual([
      ['W1', 0, 5], ['b1', 6, 8], ['W2', 9, 20], ['b2', 21, 24], ['W3', 25, 28], ['b3', 28.5, 29.5],
    ])
    expect(weights.map(({ counts }) => total(counts))).toEqual(network.tensors.map(({ size }) => size))
  })

  it('are of each hidden activation', () => {
    expect(activations.map(({ name, counts }) => [name, total(counts)])).toEqual([['a1', 15], ['a2', 20]])
  })
})
