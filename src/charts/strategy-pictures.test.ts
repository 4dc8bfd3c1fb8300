import { describe, expect, test } from 'vitest'
import { extentOf, fieldScaleOf, fieldSummary, matrixPicture, memberColor, memberState, placeMembers, timeSpan, workShares } from './strategy-pictures.ts'
import { themes } from './theme.ts'

const label = { key: 'strategies.page.value' }
const panel = (value: readonly number[], chosen: readonly number[]) => ({ name: label, value: Float32Array.from(value), chosen: Uint8Array.from(chosen) })

describe('a field', () => {
  test.each([
    ['two', [0, 1, 0.25, 1], [0, 1, 0, 1]],
    ['many', [0.5, 1, 0.25, 1], [0, 2, 0, 1]],
    ['numbers', [0, 3, 1, 2], [0, 0, 0, 0]],
  ])('is of %s', (kind, value, chosen) => expect(fieldScaleOf(panel(value, chosen)).kind).toBe(kind))

  test('says how many of the points lie on their own side', () => {
    const points = { x: Float32Array.of(0, 1, 1), y: Float32Array.of(0, 0, 1), target: Float32Array.of(0, 1, 0) }
    const given = { kind: 'fields', title: label, box: [[0, 1], [0, 1]], size: 2, points } as const
    expect(fieldSummary(given, panel([0.25, 0.75, 0.25, 1], [0, 1, 0, 1]))).toEqual([0.25, 1, 2 / 3])
  })
})

describe('a matrix', () => {
  const shade = (values: readonly number[]): number[] => {
    const { pixels } = matrixPicture(Float64Array.from(values), themes.light)
    return values.map((_, i) => (pixels[4 * i] ?? 0) + (pixels[4 * i + 1] ?? 0) + (pixels[4 * i + 2] ?? 0))
  }

  test('of one sign is deeper the higher it is, from the ground at 0', () => {
    const [none = 0, half = 0, full = 0] = shade([0, 0.5, 1])
    expect([none, none > half, half > full]).toEqual([3 * 255, true, true])
  })

  test('whose values lie close together far from 0 still shows them apart', () => {
    const [low = 0, high = 0] = shade([0.9, 0.95])
    expect(low - high).toBeGreaterThan(200)
  })

  test('of two signs is blue below and orange above', () => {
    const { pixels, signed, low, high } = matrixPicture(Float64Array.of(-1, 1), themes.light)
    expect([signed, low, high]).toEqual([true, -1, 1])
    expect((pixels[2] ?? 0) > (pixels[0] ?? 0)).toBe(true)
    expect((pixels[4] ?? 0) > (pixels[6] ?? 0)).toBe(true)
  })
})

describe('a graph', () => {
  test('keeps its shape within the picture, y upwards', () => {
    const [a, b, c] = placeMembers({ x: Float64Array.of(0, 2, 0), y: Float64Array.of(0, 0, 1) }, 220, 100, 10)
    expect([a, b, c]).toEqual([{ x: 30, y: 90 }, { x: 190, y: 90 }, { x: 30, y: 10 }])
  })

  test('tells what each member is taken for', () => {
    expect([memberState(0.9, 1), memberState(0.9, 0), memberState(0.1, 0), memberState(0.5, 0), memberState(Number.NaN, 1)]).toEqual(['right', 'wrong', 'right', 'unsaid', 'unsaid'])
    const colors = [0, 0.4, 0.6, 1, Number.NaN].map((value) => memberColor(value, themes.dark))
    expect(new Set(colors).size).toBe(5)
  })
})

test('a timeline says how long each lane was at work, waiting left out', () => {
  const bar = (lane: number, from: number, to: number, tone: 'forward' | 'wait') => ({ lane, from, to, tone, name: label })
  const bars = [bar(0, 10, 15, 'forward'), bar(1, 10, 18, 'wait'), bar(1, 18, 20, 'forward')]
  expect(timeSpan(bars)).toEqual([10, 20])
  expect(workShares({ kind: 'timeline', title: label, lanes: [label, label, label], bars })).toEqual([0.5, 0.2, 0])
})

test('the extent leaves out what is not finite', () => {
  expect(extentOf([3, Number.NaN, Infinity, -2])).toEqual([-2, 3])
  expect(extentOf([])).toEqual([0, 1])
})
