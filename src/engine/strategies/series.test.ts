import { expect, test } from 'vitest'
import { meanInterval, meanSeries } from './series.ts'

test('the interval of a mean is that of Student: 1 … 8 have a mean of 4.5 ± 2.0479', () => {
  const { mean, half } = meanInterval([1, 2, 3, 4, 5, 6, 7, 8])
  expect(mean).toBe(4.5)
  // 2.365 · sqrt(6/8); the table has four digits.
  expect(half).toBeCloseTo(2.0482, 3)
})

test('a single value has no interval', () => {
  expect(meanInterval([3])).toEqual({ mean: 3, half: 0 })
})

test('repetitions become a mean with its band, point by point', () => {
  const series = meanSeries({ key: 'x' }, [0, 1], [[1, 5], [3, 5]])
  expect([...series.y]).toEqual([2, 5])
  expect([...(series.low ?? [])]).toEqual([2 - 12.706, 5])
  expect([...(series.high ?? [])]).toEqual([2 + 12.706, 5])
})
