import { describe, expect, test } from 'vitest'
import { fieldScale } from './levels.ts'
import { shortNumber } from './format.ts'

function grid(f: (x: number, y: number) => number, [x0, x1]: [number, number], [y0, y1]: [number, number]): Float64Array {
  const n = 61
  return Float64Array.from({ length: n * n }, (_, i) => f(x0 + ((x1 - x0) * (i % n)) / (n - 1), y0 + ((y1 - y0) * Math.floor(i / n)) / (n - 1)))
}

const fields = [
  { name: 'rosenbrock', z: grid((x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-2, 2], [-1, 3]) },
  { name: 'bowl', z: grid((x, y) => x * x + y * y, [-3, 3], [-3, 3]) },
  { name: 'negative waves', z: grid((x, y) => -500 + 400 * Math.sin(x) * Math.cos(y), [-9, 9], [-9, 9]) },
  { name: 'a million times steeper one way', z: grid((x, y) => x * x + 1e6 * y * y, [-3, 3], [-3, 3]) },
]

describe.each(fields)('levels of $name', ({ z }) => {
  const scale = fieldScale(z)

  test('rise from the lowest to the highest value', () => {
    expect(scale.levels[0]).toBe(Math.min(...z))
    expect(scale.levels.at(-1)).toBe(Math.max(...z))
    for (let i = 1; i < scale.levels.length; i += 1) expect(scale.levels[i]).toBeGreaterThan(scale.levels[i - 1] ?? Number.NaN)
  })

  test('are many enough to see a shape and few enough to tell apart', () => {
    expect(scale.levels.length).toBeGreaterThanOrEqual(10)
    expect(scale.levels.length).toBeLessThanOrEqual(20)
  })

  test('have whole heights, and heights rise with z', () => {
    scale.levels.forEach((level, i) => expect(scale.height(level)).toBeCloseTo(i, 6))
    const heights = Float64Array.from(z).sort().map(scale.height)
    for (let i = 1; i < heights.length; i += 1) expect(heights[i]).toBeGreaterThanOrEqual(heights[i - 1] ?? Number.NaN)
  })

  test('divide the box: neither half of the levels holds nearly all of it', () => {
    const below = z.filter((value) => scale.height(value) < scale.top / 2).length / z.length
    expect(below).toBeGreaterThan(0.05)
    expect(below).toBeLessThan(0.95)
  })
})

test('a valley 1e-4 of the span deep is several levels of the box', () => {
  const z = fields[0]?.z ?? new Float64Array()
  expect(fieldScale(z).levels.filter((level) => level < 2.5).length).toBeGreaterThanOrEqual(3)
})

test.each([
  { name: 'constant', z: [3, 3, 3], height: 0 },
  { name: 'empty', z: [], height: 0 },
  { name: 'nothing finite', z: [Number.NaN, Number.POSITIVE_INFINITY], height: 0 },
])('a field that is $name has one level', ({ z, height }) => {
  const scale = fieldScale(z)
  expect(scale.levels).toHaveLength(1)
  expect(scale.height(3)).toBe(height)
})

test('not a number has no height; infinity stands at the top', () => {
  const scale = fieldScale(fields[1]?.z ?? [])
  expect(scale.height(Number.NaN)).toBeNaN()
  expect(scale.height(Number.POSITIVE_INFINITY)).toBe(scale.top)
})

test.each([
  [0, '0'], [1.23456, '1.23'], [-0.05, '−0.05'], [123456, '1.23e5'], [1e-7, '1e−7'], [Number.NaN, '–'], [Number.POSITIVE_INFINITY, '∞'],
])('%d is written %s', (value, text) => {
  expect(shortNumber(value)).toBe(text)
})
