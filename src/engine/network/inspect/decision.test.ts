import { describe, expect, it } from 'vitest'
import { compileLoss } from '../loss.ts'
import { ReferenceNetwork } from '../reference-network.ts'
import { denseNetwork } from '../testing.ts'
import { decisionOf, decisionRows } from './decision.ts'
import { binary, numbers, softmax } from './testing.ts'

const unscaled = { mean: new Float64Array(3), deviation: new Float64Array(3).fill(1) }
const picture = { features: [2, 0], box: [[-1, 1], [10, 30]], size: 3 } as const

describe('the rows of a picture', () => {
  it('vary two features, y rising with the row, and leave the others at their means', () => {
    const { count, inputs } = decisionRows(picture, Float64Array.of(5, 6, 7), unscaled)
    expect(count).toBe(9)
    expect([...inputs.subarray(0, 3)]).toEqual([10, 6, -1])
    expect([...inputs.subarray(6, 9)]).toEqual([10, 6, 1])
    expect([...inputs.subarray(24, 27)]).toEqual([30, 6, 1])
  })

  it('are standardized as the training rows were', () => {
    const means = Float64Array.of(20, 6, 7)
    const { inputs } = decisionRows(picture, means, { mean: means, deviation: Float64Array.of(10, 2, 4) })
    expect([...inputs.subarray(0, 3)]).toEqual([-1, 0, -2])
    expect([...inputs.subarray(24, 27)]).toEqual([1, 0, -1.5])
  })

  it('refuse a feature that is not there', () => {
    expect(() => decisionRows({ ...picture, features: [0, 3] }, new Float64Array(3), unscaled)).toThrow('features: expected numbers below 3, got 3')
  })
})

describe('the picture of a hand-made network', () => {
  const network = denseNetwork([2, 1], 'z')
  const none = { mean: new Float64Array(2), deviation: new Float64Array(2).fill(1) }
  const rows = decisionRows({ features: [0, 1], box: [[-2, 2], [-2, 2]], size: 5 }, new Float64Array(2), none)
  const loss = compileLoss({ kind: 'pointwise', formula: '(p - y)^2', params: {} }, 1)
  // z = x - y: class 1 below the diagonal.
  const outputs = new ReferenceNetwork(network, loss).forward(Float64Array.of(1, -1, 0), rows)

  it('has its border where the network has it', () => {
    const { value, chosen } = decisionOf(outputs, rows.count, binary, none)
    for (let y = 0; y < 5; y++) {
      for (let x = 0; x < 5; x++) {
        expect(chosen[y * 5 + x]).toBe(x > y ? 1 : 0)
        expect(value[y * 5 + x]).toBe(Math.fround(1 / (1 + Math.exp(y - x))))
      }
    }
  })

  it('of numbers is in the unit of the data', () => {
    const { value, chosen } = decisionOf(outputs, rows.count, numbers(1), { mean: Float64Array.of(50), deviation: Float64Array.of(10) })
    expect([value[0], value[4], value[20]]).toEqual([50, 90, 10])
    expect(chosen.every((c) => c === 0)).toBe(true)
  })
})

describe('several outputs', () => {
  const none = { mean: Float64Array.of(0), deviation: Float64Array.of(1) }
  it('show class 1 of two, whichever is likelier', () => {
    const { value, chosen } = decisionOf(Float64Array.of(Math.log(3), 0, 0, Math.log(3)), 2, softmax(2), none)
    expect([...chosen]).toEqual([0, 1])
    expect(value[0]).toBeCloseTo(0.25, 7)
    expect(value[1]).toBeCloseTo(0.75, 7)
  })

  it('show the likeliest of more, and no number where there is none', () => {
    const { value, chosen } = decisionOf(Float64Array.of(0, 0, Math.log(2), Number.NaN, 0, 0), 2, softmax(3), none)
    expect([...chosen]).toEqual([2, 0])
    expect([...value]).toEqual([0.5, Number.NaN])
  })
})
