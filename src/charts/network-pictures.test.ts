import { describe, expect, test } from 'vitest'
import { decisionPixels } from './network-decision.ts'
import { firstLayer, greyPixels, signedPixels } from './network-pictures.ts'
import { themes } from './theme.ts'

const at = (pixels: Uint8ClampedArray, i: number): number[] => [...pixels.subarray(4 * i, 4 * i + 3)]

describe('what the first layer looks for', () => {
  test('is one picture a unit of a dense kernel', () => {
    // 2 x 2 pictures, 3 units: pixel p of unit u is 10 p + u.
    const kernel = Float64Array.from({ length: 12 }, (_, i) => 10 * Math.floor(i / 3) + (i % 3))
    const pictures = firstLayer(kernel, [4, 3], { width: 2, height: 2 })
    expect(pictures.map(({ values }) => [...values])).toEqual([[0, 10, 20, 30], [1, 11, 21, 31], [2, 12, 22, 32]])
  })

  test('is one picture a filter of a convolution', () => {
    const kernel = Float64Array.from({ length: 18 }, (_, i) => i)
    const pictures = firstLayer(kernel, [3, 3, 1, 2], { width: 8, height: 8 })
    expect(pictures).toHaveLength(2)
    expect([...(pictures[1]?.values ?? [])]).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17])
  })

  test('is nothing for a kernel that sees no picture', () => {
    expect(firstLayer(new Float64Array(6), [2, 3], { width: 2, height: 2 })).toEqual([])
  })
})

test('weights are blue below 0, ground at 0 and orange above', () => {
  const pixels = signedPixels([-2, 0, 2], 2, themes.light)
  expect(at(pixels, 1)).toEqual([255, 255, 255])
  expect(at(pixels, 0)[2]).toBeGreaterThan(at(pixels, 0)[0] ?? 0)
  expect(at(pixels, 2)[0]).toBeGreaterThan(at(pixels, 2)[2] ?? 0)
})

test('pictures run from the ground to the ink in both schemes', () => {
  expect(at(greyPixels([0, 1], themes.light), 0)[0]).toBeGreaterThan(at(greyPixels([0, 1], themes.light), 1)[0] ?? 0)
  expect(at(greyPixels([0, 1], themes.dark), 0)[0]).toBeLessThan(at(greyPixels([0, 1], themes.dark), 1)[0] ?? 0)
})

describe('a decision picture', () => {
  const two = { kind: 'two' } as const

  test('has the highest y on top', () => {
    const picture = { value: Float32Array.of(0, 0, 1, 1), chosen: Uint8Array.of(0, 0, 1, 1), size: 2 }
    const pixels = decisionPixels(picture, two, themes.light)
    expect(at(pixels, 0)).toEqual(at(pixels, 1))
    expect(at(pixels, 0)).not.toEqual(at(pixels, 2))
  })

  test('is ground where the network is unsure', () => {
    const picture = { value: Float32Array.of(0.5), chosen: Uint8Array.of(1), size: 1 }
    expect(at(decisionPixels(picture, two, themes.light), 0)).toEqual([255, 255, 255])
  })

  test('refuses values of another size', () => {
    expect(() => decisionPixels({ value: new Float32Array(3), chosen: new Uint8Array(4), size: 2 }, two, themes.light)).toThrow('expected values of [2, 2], got 3')
  })
})
