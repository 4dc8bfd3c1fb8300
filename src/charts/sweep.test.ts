import { describe, expect, test } from 'vitest'
import { classifyBasins } from '../scenario/basins.ts'
import { bandPath } from './band.ts'
import { axisTicks, boundaryPath, placeOn } from './sweep-axes.ts'
import { basinPixels, basinRgb, divergedRgb, neverRgb, rampRgb, slownessOf, sweepPixels } from './sweep-pixels.ts'
import { divergedCell, neverCell, placeOf, scaleTicks, sweepScale } from './sweep-scale.ts'
import { luminance, themes } from './theme.ts'
import type { Rgb } from './theme.ts'

const near = (value: number, digits: number): unknown => expect.closeTo(value, digits)

const schemes = [themes.light, themes.dark]
const outcome = (final: readonly number[], more: { reached?: readonly number[]; stopped?: readonly number[] } = {}) => ({
  final: Float32Array.from(final), best: Float32Array.from(final),
  reached: Int32Array.from(more.reached ?? final.map(() => -1)), stopped: Int32Array.from(more.stopped ?? final.map(() => -1)),
})
const pixel = (pixels: Uint8ClampedArray, at: number): number[] => [...pixels.slice(4 * at, 4 * at + 3)]
const rounded = (color: Rgb): number[] => color.map(Math.round)
const apartBy = (a: Rgb, b: Rgb): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

describe('the scale of a sweep', () => {
  test('is shared by all panels', () => {
    const [a, b] = [outcome([1e-4, 1e-2]), outcome([1, 100])]
    const scale = sweepScale([a, b], 'final', 0)
    expect(placeOf(a, scale, 0)).toBe(0)
    expect(placeOf(b, scale, 0)).toBeGreaterThan(placeOf(a, scale, 1))
  })
  test('is even in decades above the known minimum', () => {
    const cells = outcome([-1 + 1e-4, -1 + 1e-2, -1 + 1, -1 + 1])
    const scale = sweepScale([cells], 'final', -1)
    expect([0, 1, 2].map((cell) => placeOf(cells, scale, cell))).toEqual([0, 0.5, 1].map((v) => near(v, 2)))
  })
  test('does not stretch to what diverged', () => {
    const cells = outcome([1, 10, 3e38], { stopped: [-1, -1, 12] })
    expect(sweepScale([cells], 'final', 0).high).toBeCloseTo(1, 9)
    expect(placeOf(cells, sweepScale([cells], 'final', 0), 2)).toBe(divergedCell)
  })
  test('ends at the loss of the start: what is above it is all alike', () => {
    const cells = outcome([0.01, 5, 7, 1e20])
    const scale = sweepScale([cells], 'final', 0, 5)
    expect([1, 2, 3].map((cell) => placeOf(cells, scale, cell))).toEqual([1, 1, 1])
    expect(scale.high).toBeCloseTo(Math.log10(5), 6)
  })
  test('counts steps where asked, and says which never came', () => {
    const cells = outcome([0, 0, 0, 0], { reached: [10, 1000, -1, -1], stopped: [-1, -1, -1, 4] })
    const scale = sweepScale([cells], 'steps', 0)
    expect([0, 2, 3].map((cell) => placeOf(cells, scale, cell))).toEqual([0, neverCell, divergedCell])
    expect(scaleTicks(scale)[0]?.text).toBe('10')
  })
  test('of losses that are all alike is still a scale', () => {
    const scale = sweepScale([outcome([2, 2])], 'final', 0)
    expect(scale.high).toBeGreaterThan(scale.low)
  })
  test('of nothing is still a scale', () => expect(Number.isFinite(sweepScale([], 'final', null).low)).toBe(true))
})

describe.each(schemes)('pixels in the $scheme scheme', (theme) => {
  test('begin with the highest y', () => {
    const cells = outcome([1e-6, 1, 1, 1], { stopped: [-1, -1, 5, -1] })
    const pixels = sweepPixels(cells, sweepScale([cells], 'final', 0), 2, 2, theme)
    expect(pixel(pixels, 0)).toEqual(rounded(divergedRgb(theme)))
    expect(pixel(pixels, 2)).toEqual(rounded(rampRgb(theme, 0)))
    expect(pixels[3]).toBe(255)
  })
  test('refuse a grid of another size', () => {
    expect(() => sweepPixels(outcome([1, 2]), sweepScale([], 'final', 0), 2, 2, theme)).toThrow('sweep: expected [2, 2] cells, got 2')
  })
  test('of the ramp grow steadily darker, away from what diverged', () => {
    const places = Array.from({ length: 21 }, (_, i) => i / 20)
    const light = places.map((place) => luminance(rampRgb(theme, place)))
    expect(light.every((value, i) => i === 0 || value < (light[i - 1] ?? 0))).toBe(true)
    for (const place of places) {
      expect(apartBy(rampRgb(theme, place), divergedRgb(theme))).toBeGreaterThan(25)
      expect(apartBy(rampRgb(theme, place), neverRgb(theme))).toBeGreaterThan(14)
    }
  })
  test('of basins tell minima apart and shade them by steps', () => {
    const map = classifyBasins({ x: [0, 0, 3, 9], y: [0, 0, 0, 9], reached: [1, 500, 1, -1], stopped: [-1, -1, -1, 7] }, [[0, 0], [3, 0]], [[-5, 5], [-5, 5]])
    const pixels = basinPixels(map, 2, 2, theme)
    expect([2, 3, 0, 1].map((at) => pixel(pixels, at))).toEqual([basinRgb(theme, 0, 0), basinRgb(theme, 0, 1), basinRgb(theme, 1, 0), divergedRgb(theme)].map(rounded))
  })
})

test('a place that was found has one shade: no tolerance is counted from it', () => {
  const map = classifyBasins({ x: [0, 0, 0, 0], y: [0, 0, 0, 0], reached: [1, 500, -1, -1], stopped: [-1, -1, -1, -1] }, [], [[-5, 5], [-5, 5]])
  expect(new Set(new Uint32Array(basinPixels(map, 2, 2, themes.light).buffer)).size).toBe(1)
})

test('slowness runs from the fastest to the slowest, and where nobody arrived it is one shade', () => {
  expect([0, 1, 2].map(slownessOf({ steps: Int32Array.of(1, 1000, -1) }))).toEqual([0, 1, 1].map((v) => near(v, 6)))
  expect(slownessOf({ steps: Int32Array.of(-1) })(0)).toBe(0.5)
})

describe('an axis', () => {
  const lr = { min: 1e-4, max: 1, scale: 'log' } as const
  test('has its ticks at whole powers of ten', () => expect(axisTicks(lr, 9).map((t) => t.text)).toEqual(['10⁻⁴', '10⁻³', '0.01', '0.1', '1']))
  test('has fewer where there is less room', () => expect(axisTicks(lr, 3).map((t) => t.text)).toEqual(['10⁻⁴', '0.01', '1']))
  test('has round numbers on a linear scale', () => expect(axisTicks({ min: 0, max: 1, scale: 'linear' }, 5).map((t) => t.text)).toEqual(['0', '0.2', '0.4', '0.6', '0.8', '1']))
  test('knows where a value stands, and that it stands outside', () => {
    expect(placeOn(lr, 0.01)).toBeCloseTo(0.5, 12)
    expect(placeOn(lr, 2)).toBeNull()
  })
  test('carries a boundary across the picture', () => {
    const path = boundaryPath(lr, { min: 0, max: 1, scale: 'linear' }, (beta) => 0.01 * (1 + 9 * beta), true, 2)
    expect(path).toEqual([[0.5, 0], [near(0.685, 3), 0.5], [0.75, 1]].map((p) => p.map((v) => (typeof v === 'number' ? near(v, 9) : v))))
  })
})

test('a band goes up along its high edge and back along its low one', () => {
  const view = { mapping: { scaleX: 10, offsetX: 0, scaleY: -1, offsetY: 100 }, logX: false, logY: false }
  expect([...bandPath({ low: Float64Array.of(1, 2), high: Float64Array.of(5, 6) }, view)]).toEqual([0, 95, 10, 94, 10, 98, 0, 99])
})
