import { describe, expect, test } from 'vitest'
import { denseNetwork } from '../network/testing.ts'
import { bytesOf, roundWeights } from './rounding.ts'
import type { Scheme } from './rounding.ts'

const network = denseNetwork([3, 2], 'z')
/** The kernel [3, 2] row-major, then two biases. */
const params = Float64Array.of(0.9, -0.3, 0.1, 0.02, -0.6, 0.29, 0.123, -0.456)

const rounded = (scheme: Scheme, of: Float64Array = params): number[] => {
  const out = new Float64Array(of.length)
  roundWeights(network, of, scheme, out)
  return [...out]
}
const schemes = [true, false].flatMap((symmetric) => [true, false].map((perChannel) => ({ symmetric, perChannel })))
const tensor = { symmetric: true, perChannel: false }

describe.each(schemes)('levels %j', (scheme) => {
  test.each([16, 8, 6, 4, 3, 2, 1])('are at most 2^%i for weights that share a scale', (bits) => {
    const kernel = rounded({ ...scheme, bits }).slice(0, 6)
    for (const unit of scheme.perChannel ? [0, 1] : [null]) {
      const sharing = kernel.filter((_, i) => unit === null || i % 2 === unit)
      expect(new Set(sharing.map((w) => w.toFixed(12))).size).toBeLessThanOrEqual(2 ** bits)
    }
  })

  test.each([16, 8, 6, 4, 3, 2])('at %i bits no weight moves by more than half a step, and 0 stays', (bits) => {
    // The widest scale there is: of the whole kernel, from -0.6 to 0.9. The rest is rounding of float64.
    const step = scheme.symmetric ? 0.9 / (2 ** (bits - 1) - 1) : 1.5 / (2 ** bits - 1)
    rounded({ ...scheme, bits }).slice(0, 6).forEach((w, i) => expect(Math.abs(w - (params[i] ?? Number.NaN))).toBeLessThanOrEqual(step / 2 + 1e-12))
    expect(rounded({ ...scheme, bits }, params.map((w, i) => (i < 2 ? 0 : w))).slice(0, 2).map(Math.abs)).toEqual([0, 0])
  })

  test('leave biases as they are, and a kernel of zeros too', () => {
    expect(rounded({ ...scheme, bits: 2 }).slice(6)).toEqual([0.123, -0.456])
    for (const bits of [8, 1]) expect(rounded({ ...scheme, bits }, new Float64Array(8)).map(Math.abs)).toEqual(Array.from({ length: 8 }, () => 0))
  })
})

test('two symmetric bits are minus the largest, 0, and the largest', () => {
  expect(rounded({ ...tensor, bits: 2 }).slice(0, 6).map((w) => w + 0)).toEqual([0.9, 0, 0, 0, -0.9, 0])
})

test('one bit is the mean distance from 0, or from the mean', () => {
  const distance = (0.9 + 0.3 + 0.1 + 0.02 + 0.6 + 0.29) / 6
  expect(rounded({ ...tensor, bits: 1 }).slice(0, 6)).toEqual([1, -1, 1, 1, -1, 1].map((sign) => sign * distance))
  const affine = rounded({ bits: 1, symmetric: false, perChannel: false }).slice(0, 6)
  expect(new Set(affine).size).toBe(2)
  // The mean of two levels about it, weighted by how many weights are on each, need not be the mean; their middle is.
  expect((Math.max(...affine) + Math.min(...affine)) / 2).toBeCloseTo((0.9 - 0.3 + 0.1 + 0.02 - 0.6 + 0.29) / 6, 12)
})

test('a scale for each unit fits the unit with small weights better', () => {
  const error = (perChannel: boolean): number =>
    rounded({ bits: 4, symmetric: true, perChannel }).reduce((sum, w, i) => sum + (i < 6 && i % 2 === 1 ? Math.abs(w - (params[i] ?? Number.NaN)) : 0), 0)
  expect(error(true)).toBeLessThan(error(false))
})

test('bytes are those of the kernel in so many bits, of scales and offsets, and of float32 biases', () => {
  expect(bytesOf(network, null)).toBe(8 * 4)
  expect(bytesOf(network, { ...tensor, bits: 8 })).toBe(6 + 4 + 8)
  expect(bytesOf(network, { bits: 1, symmetric: false, perChannel: true })).toBe(1 + 2 * 8 + 8)
})
