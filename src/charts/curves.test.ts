import { describe, expect, test } from 'vitest'
import type { Trace } from '../store/types.ts'
import { mappingOf, toData, toPixel } from './box.ts'
import { curvePath, pixelOfStep, stepAt } from './curve-path.ts'
import { curveBox, curveFrame, curvePicture } from './curves.ts'
import { powerOfTen } from './figure.ts'
import { linearRange, logRange } from './ranges.ts'
import { curveKinds, lossOffset, seriesOf, smoothed } from './series.ts'
import type { Series } from './series.ts'
import { themes } from './theme.ts'

function series(values: readonly number[], change: Partial<Series> = {}): Series {
  return { label: 'run', color: '#000', dash: [], run: 0, values: Float64Array.from(values), last: values.length - 1, diverged: false, ...change }
}

const size = { width: 400, height: 200 }

describe('a log axis', () => {
  test.each([
    { name: 'stands at whole powers of ten', given: [series([24, 3, 0.02])], range: [-2, 2] },
    { name: 'leaves out what is not above 0', given: [series([10, 0, -5, 1])], range: [-1, 2] },
    { name: 'shows at most 20 decades', given: [series([1, 1e-300])], range: [-19, 1] },
    { name: 'is not taken along by a single dip', given: [series([1, ...Array.from({ length: 98 }, () => 0.2), 1e-30])], range: [-2, 1] },
    { name: 'is not taken along by a run that diverges', given: [series([20, 1]), series([20, 1e9, 1e300], { diverged: true })], range: [-1, 5] },
    { name: 'has a range even without values', given: [series([Number.NaN])], range: [-1, 1] },
  ])('$name', ({ given, range }) => {
    expect(logRange(given)).toEqual(range)
  })
})

describe('a linear axis', () => {
  test.each([
    { name: 'begins at 0 where that costs little', given: [series([9.5, 1])], range: [0, 10] },
    { name: 'does not where it would hide the change', given: [series([100.5, 101.5])], range: [100.4, 101.8] },
    { name: 'is not taken along by a run that diverges', given: [series([20, 1]), series([1, 1e300], { diverged: true })], range: [0, 35] },
  ])('$name', ({ given, range }) => {
    const [low, high] = linearRange(given)
    expect(low).toBeCloseTo(range[0] ?? Number.NaN, 6)
    expect(high).toBeGreaterThanOrEqual(Math.max(...given.filter((s) => !s.diverged).flatMap((s) => [...s.values])))
    expect(high).toBeLessThanOrEqual(range[1] ?? Number.NaN)
  })
})

describe('a curve in pixels', () => {
  const long = series(Array.from({ length: 50_001 }, (_, k) => (k === 30_000 ? 1e6 : 1)))
  const box = curveBox([long], 50_000, size, { logX: false, logY: true })
  const path = curvePath({ values: long.values, last: long.last, mapping: mappingOf(box), logX: false, logY: true })

  test('has at most four points a column and keeps its spikes', () => {
    expect(path.length / 2).toBeLessThanOrEqual(4 * size.width)
    expect(Math.min(...path.filter((_, i) => i % 2 === 1))).toBeCloseTo(toPixel(mappingOf(box), 0, 6)[1], 3)
  })

  test('lifts the pen where there is no value', () => {
    const gap = curvePath({ values: [1, Number.NaN, 2], last: 2, mapping: mappingOf({ ...box, x: { log: false, range: [0, 2] } }), logX: false, logY: false })
    expect([...gap].filter(Number.isNaN)).toHaveLength(2)
  })

  test.each([false, true])('its cursor finds the step that it shows (log x: %s)', (logX) => {
    const mapping = mappingOf(curveBox([long], 500, size, { logX, logY: true }))
    for (const step of [1, 7, 100, 499]) expect(stepAt(pixelOfStep(step, mapping, logX), mapping, logX, 500)).toBe(step)
  })
})

test('pixels and data are each other’s inverse', () => {
  const mapping = mappingOf(curveBox([series([1, 2])], 10, size, { logX: false, logY: false }))
  const [px, py] = toPixel(mapping, 3, 1.5)
  expect(toData(mapping, px, py)).toEqual([expect.closeTo(3, 9), expect.closeTo(1.5, 9)])
})

const trace: Trace = {
  scenario: { version: 1, kind: 'landscape', landscape: 'sphere', start: [3, 4], steps: 2, seed: 1, noise: { kind: 'none' }, device: 'auto', tolerance: 1e-4, runs: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] },
  steps: 2,
  arrived: 3,
  answer: null,
  runs: [0, 1].map((i) => ({
    x: Float64Array.of(3, 0, 0), y: Float64Array.of(4, 0, 1), loss: Float64Array.of(25, 0, 1), gradNorm: Float64Array.of(10, 0, 2), lr: Float64Array.of(Number.NaN, 0.1, 0.1),
    slots: i === 1 ? { 'm.x': Float64Array.of(0, 1, 2), 'm.y': Float64Array.of(0, 1, 2) } : {},
    last: 2, status: 'finished' as const, stoppedAt: 2,
  })),
}
const styles = [0, 1].map((index) => ({ index, color: '#123456', dash: [], label: `run ${index}`, hidden: index === 0 }))

describe.each(curveKinds)('the series of %s', (kind) => {
  test('belong to shown runs and are as long as the trace', () => {
    const found = seriesOf(kind, trace, { styles, stepLengths: (run) => run.x, distances: (run) => run.y, lossOffset: 0, selectedRun: 1 })
    expect(found.length).toBeGreaterThan(0)
    for (const { run, values } of found) {
      expect(run).toBe(1)
      expect(values).toHaveLength(3)
    }
  })
})

test('where no minimum is known there is no distance', () => {
  expect(seriesOf('distance', trace, { styles, stepLengths: (run) => run.x, distances: () => null, lossOffset: 0, selectedRun: 1 })).toEqual([])
})

test.each([
  { name: 'the known lowest value', known: -1, offset: -1 },
  { name: 'the lowest on screen where the known one is not the lowest', known: 3, offset: 0 },
  { name: 'the lowest on screen where none is known and a loss is not above 0', known: null, offset: 0 },
])('a log axis counts losses from $name', ({ known, offset }) => {
  expect(lossOffset(trace, known)).toBe(offset)
})

test('smoothing leaves a constant as it is and starts without bias', () => {
  for (const value of smoothed(Float64Array.of(2, 2, 2), 0.9)) expect(value).toBeCloseTo(2, 12)
})

test('a frame has fixed ranges and fixed margins, and a picture has every series by name', () => {
  const given = [series([3, 2, 1], { label: 'Adam' })]
  const box = curveBox(given, 2, size, { logX: false, logY: true })
  const { layout } = curveFrame(box, themes.light)
  expect(layout.yaxis).toMatchObject({ type: 'log', autorange: false, range: [-1, 1] })
  expect(layout.margin).toMatchObject({ autoexpand: false })
  expect(curvePicture(given, box, themes.light, { x: 'step', y: 'loss' }).data).toMatchObject([{ name: 'Adam', type: 'scatter' }])
})

test.each([[0, '1'], [-2, '0.01'], [3, '1000'], [-12, '10⁻¹²']])('ten to the %d is written %s', (exponent, text) => {
  expect(powerOfTen(exponent)).toBe(text)
})
