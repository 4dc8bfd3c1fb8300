import { describe, expect, test } from 'vitest'
import { createDigest } from './network-digest.ts'

const column = (count: number): Float64Array => Float64Array.from({ length: count }, (_, k) => Math.sin(k * 0.7) + k / 50)

describe('a digest', () => {
  test('keeps every entry while there is room', () => {
    const view = createDigest(16).update(column(10), 'a')
    expect([view.width, view.count]).toEqual([1, 10])
    expect([...view.low]).toEqual([...column(10)])
  })

  test('keeps the lowest and the highest of each bucket when there is none', () => {
    const values = column(100)
    const view = createDigest(16).update(values, 'a')
    expect([view.width, view.count]).toEqual([8, 13])
    for (let b = 0; b < view.count; b += 1) {
      const part = values.subarray(8 * b, 8 * b + 8)
      expect(view.low[b]).toBe(Math.min(...part))
      expect(view.high[b]).toBe(Math.max(...part))
    }
  })

  test('is the same however the column is cut', () => {
    const values = column(333)
    const whole = createDigest(32).update(values, 'a')
    const pieces = createDigest(32)
    for (const end of [1, 2, 31, 32, 33, 200, 332]) pieces.update(values.subarray(0, end), 'a')
    expect(pieces.update(values, 'a')).toEqual(whole)
  })

  test('begins again with another key, and when the column became shorter', () => {
    const digest = createDigest(16)
    digest.update(column(50), 'a')
    expect(digest.update(Float64Array.of(7), 'a').low[0]).toBe(7)
    expect(digest.update(Float64Array.of(8, 9), 'b').low[0]).toBe(8)
  })

  test('has no number where the column has none, and none of its neighbours suffers', () => {
    const view = createDigest(4).update(Float64Array.of(1, 2, Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN), 'a')
    expect([...view.low]).toEqual([1, Number.NaN, Number.NaN, Number.NaN])
    expect(view.smooth[0]).toBeGreaterThan(1)
    expect(view.smooth[1]).toBeNaN()
  })
})
