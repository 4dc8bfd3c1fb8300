import { describe, expect, test } from 'vitest'
import { amdahl, ringSeconds, timesAlone, timesTogether } from './cluster.ts'
import type { ClusterSpec } from './cluster.ts'

/** One operation a second and row; a step of 60 rows on one worker takes 60 · 6 · 10 seconds. */
const free: ClusterSpec = { params: 10, rows: 60, flops: 1, latency: 0, bandwidth: Infinity, straggling: 0, serial: 0, seed: 1 }
const whole = 3600
const last = (seconds: Float64Array): number => seconds.at(-1) ?? Number.NaN

describe('a modelled cluster', () => {
  test.each([1, 2, 5, 32])('of %d workers without messages, delays or a serial share is so many times as fast', (workers) => {
    // Sums of one step's time: only their rounding differs.
    expect(last(timesTogether(free, workers, 7, 1))).toBeCloseTo((7 * whole) / workers, 8)
    expect(last(timesAlone(free, workers, 7 * workers).seconds)).toBeCloseTo((7 * whole) / workers, 8)
  })

  test('is held up by the serial share as Amdahl says', () => {
    expect(last(timesTogether({ ...free, serial: 0.1 }, 8, 1, 1))).toBeCloseTo(whole / amdahl(0.1, 8), 8)
    expect(amdahl(0.1, 8)).toBeCloseTo(1 / (0.1 + 0.9 / 8), 12)
  })

  test('averages over a ring in 2(n - 1) messages of one n-th each', () => {
    const slow = { ...free, latency: 3, bandwidth: 5 }
    expect(ringSeconds(slow, 1)).toBe(0)
    expect(ringSeconds(slow, 4)).toBeCloseTo(6 * 3 + ((2 * 3) / 4) * (40 / 5), 12)
    expect(last(timesTogether(slow, 4, 10, 5)) - last(timesTogether(free, 4, 10, 5)), 'two averages in ten steps').toBeCloseTo(2 * ringSeconds(slow, 4), 8)
  })

  test('waits for the slowest, less so the longer between averages, and never beats Amdahl', () => {
    const late = { ...free, straggling: 0.5, serial: 0.05 }
    const alone = last(timesTogether(late, 1, 200, 1))
    const speedup = (every: number): number => alone / last(timesTogether(late, 8, 200, every))
    expect(speedup(1)).toBeLessThan(speedup(20))
    expect(speedup(20)).toBeLessThanOrEqual(amdahl(0.05, 8))
  })

  test('gives every worker its turns, and the delayed ones fewer', () => {
    const { worker, seconds } = timesAlone({ ...free, straggling: 1 }, 4, 400)
    const turns = Array.from({ length: 4 }, (_, w) => worker.filter((who) => who === w).length)
    expect(Math.min(...turns)).toBeGreaterThan(60)
    expect(new Set(turns).size).toBeGreaterThan(1)
    expect(seconds).toEqual(seconds.toSorted())
  })
})
