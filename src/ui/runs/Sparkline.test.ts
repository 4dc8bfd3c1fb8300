import { describe, expect, test } from 'vitest'
import { sample } from './Sparkline.tsx'

const rates = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => (i === 0 ? Number.NaN : i))

describe('the rates of a sparkline', () => {
  test('begin with the first update and end with the last valid one', () => {
    expect(sample(rates(6), 5)).toEqual([1, 2, 3, 4, 5])
    expect(sample(rates(6), 3)).toEqual([1, 2, 3])
  })

  test('are thinned out evenly when there are many', () => {
    const thin = sample(rates(5001), 5000)
    expect(thin).toHaveLength(120)
    expect([thin[0], thin.at(-1)]).toEqual([1, 5000])
  })

  test('are none for a run that never made a step', () => {
    expect(sample(rates(1), 0)).toEqual([])
  })
})
