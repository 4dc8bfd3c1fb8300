import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { erf } from './erf.ts'
import { epochOrder, gaussian, hash, heavyTail, noisePair, normal, pcg, permutation, stream, uniform } from './random.ts'

const u32 = fc.integer({ min: 0, max: 2 ** 32 - 1 })

/** PCG-RXS-M-XS 32/32 in whole numbers of any size: no sign, no overflow to get wrong. */
function slowPcg(value: number): number {
  const mask = 0xffff_ffffn
  const state = (BigInt(value) * 747796405n + 2891336453n) & mask
  const word = (((state >> ((state >> 28n) + 4n)) ^ state) * 277803737n) & mask
  return Number((word >> 22n) ^ word)
}

describe('the hash', () => {
  it.each([
    [0, 129708002],
    [1, 2831084092],
    [2, 2055130248],
    [0xdead_beef, 1730779506],
    [0xffff_ffff, 3861530882],
  ])('of %d is the published function', (value, known) => {
    expect(pcg(value)).toBe(known)
  })

  it('is the published function everywhere', () => {
    fc.assert(fc.property(u32, (value) => pcg(value) === slowPcg(value)), { numRuns: 500 })
  })

  it('of a key mixes in one part after the other', () => {
    fc.assert(
      fc.property(fc.tuple(u32, u32, u32, u32, u32), ([seed, streamId, run, step, index]) => {
        const slow = [streamId, run, step, index].reduce((h, part) => slowPcg(Number(BigInt(h) ^ BigInt(part))), slowPcg(seed))
        expect(hash(seed, streamId, run, step, index)).toBe(slow)
      }),
      { numRuns: 300 },
    )
  })

  it('changes with every part of the key', () => {
    const key = [1, 2, 3, 4, 5] as const
    const all = new Set([hash(...key), ...key.map((_, i) => hash(...(key.map((k, j) => (i === j ? k + 1 : k)) as [number, number, number, number, number])))])
    expect(all.size).toBe(6)
  })
})

describe('draws', () => {
  it('between 0 and 1 are never either, and float32 holds them exactly', () => {
    expect(uniform(0)).toBe(2 ** -24)
    expect(uniform(0xffff_ffff)).toBe(1 - 2 ** -24)
    fc.assert(
      fc.property(u32, (bits) => {
        const u = uniform(bits)
        expect(u > 0 && u < 1 && Math.fround(u) === u).toBe(true)
      }),
    )
  })

  const steps = 50_000
  const draws = (kind: 'gaussian' | 'heavy-tail'): number[] => Array.from({ length: steps }, (_, step) => noisePair(kind, 7, step)).flat()

  it('of a normal distribution have its moments', () => {
    const values = draws('gaussian')
    const mean = (f: (v: number) => number): number => values.reduce((sum, v) => sum + f(v), 0) / values.length
    // Five standard errors for 1e5 draws: 1/√n, √(2/n), √(15/n), √(96/n).
    expect(Math.abs(mean((v) => v))).toBeLessThan(5 * 0.00316)
    expect(Math.abs(mean((v) => v * v) - 1)).toBeLessThan(5 * 0.00447)
    expect(Math.abs(mean((v) => v ** 3))).toBeLessThan(5 * 0.01225)
    expect(Math.abs(mean((v) => v ** 4) - 3)).toBeLessThan(5 * 0.031)
  })

  it('for x and y, and of one step and the next, are independent', () => {
    const pairs = Array.from({ length: steps }, (_, step) => noisePair('gaussian', 7, step))
    const correlation = pairs.reduce((sum, [x, y]) => sum + x * y, 0) / steps
    const along = pairs.reduce((sum, [x], i) => sum + x * (pairs[i - 1]?.[0] ?? 0), 0) / steps
    expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(steps))
    expect(Math.abs(along)).toBeLessThan(5 / Math.sqrt(steps))
  })

  it('of the heavy tail have the quartiles and the far values of Student\'s t with 2 degrees of freedom', () => {
    const sorted = draws('heavy-tail').toSorted((a, b) => a - b)
    const quantile = (p: number): number => sorted[Math.floor(p * sorted.length)] ?? Number.NaN
    expect(Math.abs(quantile(0.5))).toBeLessThan(0.03)
    expect(quantile(0.75)).toBeCloseTo(0.8165, 1)
    expect(quantile(0.975)).toBeGreaterThan(4)
    expect(quantile(0.975)).toBeLessThan(4.6)
    expect(heavyTail(0.5)).toBe(0)
    expect(heavyTail(0.75)).toBeCloseTo(0.81650, 4)
    expect(heavyTail(0.975)).toBeCloseTo(4.3027, 4)
  })

  it('do not depend on what was drawn before', () => {
    const [first, second] = [noisePair('gaussian', 3, 40), noisePair('gaussian', 3, 41)]
    expect([noisePair('gaussian', 3, 41), noisePair('gaussian', 3, 40)]).toEqual([second, first])
    const u = (index: number): number => uniform(hash(3, stream.noise, 0, 40, index))
    expect(first).toEqual([gaussian(u(0), u(1)), gaussian(u(2), u(3))])
    expect(noisePair('none', 3, 40)).toEqual([0, 0])
    expect(noisePair('multiplicative', 3, 40)).toEqual(first)
    expect(noisePair('gaussian', 4, 40)).not.toEqual(first)
  })
})

describe('an order', () => {
  it('has every row once, whatever the seed, the step and the count', () => {
    fc.assert(
      fc.property(u32, fc.nat(1000), fc.nat(300), (seed, step, count) => {
        expect([...permutation(seed, stream.order, step, count)].toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i))
      }),
    )
  })

  it('is that of the epoch and the seed', () => {
    expect(epochOrder(1, 0, 50)).toEqual(permutation(1, stream.order, 0, 50))
    const orders = [epochOrder(1, 0, 50), epochOrder(1, 1, 50), epochOrder(2, 0, 50), permutation(1, stream.split, 0, 50)]
    expect(new Set(orders.map(String)).size).toBe(4)
  })

  it('puts every row in every place equally often', () => {
    const [count, epochs] = [5, 20_000]
    const seen = Array.from({ length: count * count }, () => 0)
    for (let epoch = 0; epoch < epochs; epoch++) epochOrder(3, epoch, count).forEach((row, place) => (seen[row * count + place] = (seen[row * count + place] ?? 0) + 1))
    // Five standard errors of a count of 20 000 draws of 1/5.
    for (const n of seen) expect(Math.abs(n - epochs / count)).toBeLessThan(5 * Math.sqrt(epochs * 0.2 * 0.8))
  })
})

test('uses of random numbers do not share a stream', () => {
  const ids = Object.values(stream)
  expect(new Set<number>(ids).size).toBe(ids.length)
})

test('a normal draw is that of its two uniforms', () => {
  const u = (index: number): number => uniform(hash(3, stream.data, 5, 7, index))
  expect(normal(3, stream.data, 5, 7, 4)).toBe(gaussian(u(8), u(9)))
})

describe('the error function', () => {
  // Abramowitz & Stegun, table 7.1, and tables of more digits.
  it.each([
    [0, 0],
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [2.5, 0.999593047982555],
    [3, 0.9999779095030014],
    [4, 0.9999999845827421],
    [7, 1],
    [Infinity, 1],
  ])('at %d', (x, value) => {
    // 1e-14: the series at its seam adds terms of up to 16 that cancel.
    expect(Math.abs(erf(x) - value)).toBeLessThan(1e-14)
    expect(erf(-x)).toBe(-erf(x))
  })

  it('meets itself at the seam and keeps what is not a number', () => {
    expect(Math.abs(erf(2.5) - erf(2.5 + 1e-15))).toBeLessThan(1e-14)
    expect(erf(Number.NaN)).toBeNaN()
  })
})
