import { expect, test } from 'vitest'
import { rateOf, remember } from './network-rate.ts'
import type { Reading } from './network-rate.ts'

const at = (time: number, epoch: number): Reading => ({ time, epoch, steps: epoch * 10, samples: epoch * 160 })
const after = (...list: readonly Reading[]): readonly Reading[] => list.reduce(remember, [])

test('counts steps, samples and the time left by the clock', () => {
  expect(rateOf(after(at(0, 0), at(1000, 5), at(2000, 10)), 50)).toEqual({ stepsPerSecond: 50, samplesPerSecond: 800, left: 8 })
})

test('forgets what is long past', () => {
  expect(rateOf(after(at(0, 0), at(60_000, 1), at(61_000, 11)), 50)?.stepsPerSecond).toBe(100)
})

test('begins anew when the training does', () => {
  expect(rateOf(after(at(0, 0), at(1000, 5), at(1100, 0)), 50)).toBeNull()
})

test('knows no time left while nothing moves', () => {
  expect(rateOf(after(at(0, 3), at(1000, 3)), 50)?.left).toBeNull()
})

test('the time that the machine slept is no time of training', () => {
  expect(rateOf(after(at(0, 0), at(1000, 5), at(3_600_000, 6)), 50)).toBeNull()
  expect(rateOf(after(at(0, 0), at(1000, 5), at(3_600_000, 6), at(3_601_000, 11)), 50)?.stepsPerSecond).toBe(50)
})

test('what a hidden tab trained between two of its rare looks is counted over the time it took, or not at all', () => {
  expect(rateOf(after(at(0, 0), at(1000, 5), at(2000, 10)), 50)?.stepsPerSecond).toBe(50)
  expect(rateOf(after(at(0, 0), at(60_000, 300)), 500)).toBeNull()
})
