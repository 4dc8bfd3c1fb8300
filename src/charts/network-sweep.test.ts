import { expect, test } from 'vitest'
import { cellColors, seedBand, spreadOf } from './network-sweep.ts'
import { themes } from './theme.ts'

test('the spread of seeds leaves out runs that diverged', () => {
  expect(spreadOf([1, 3, Number.NaN])).toEqual({ mean: 2, deviation: Math.SQRT2, low: 1, high: 3, count: 2 })
  expect(spreadOf([Number.NaN])).toBeNull()
})

test('the lowest loss has the valley\'s colour, and what diverged has none', () => {
  const [best, worst, none] = cellColors([0.01, 1, Number.NaN], themes.light)
  expect(best).toEqual(themes.light.ramp[0])
  expect(worst).toEqual(themes.light.ramp.at(-1))
  expect(none).toBeNull()
})

test('a band is as long as what all seeds have', () => {
  const band = seedBand(Float64Array.of(0, 1, 2), [Float64Array.of(4, 2, 1), Float64Array.of(6, 4)])
  expect([[...band.at], [...band.mean], [...band.low], [...band.high]]).toEqual([[0, 1], [5, 3], [4, 2], [6, 4]])
})
