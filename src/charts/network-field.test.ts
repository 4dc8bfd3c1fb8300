import { describe, expect, test } from 'vitest'
import { fieldPicture, surfaceAt } from './network-field.ts'
import type { Surface } from './contour.ts'
import { themes } from './theme.ts'

const n = 21
const bowl: Surface = {
  columns: n, rows: n, domain: [[-1, 1], [0, 4]],
  z: Float64Array.from({ length: n * n }, (_, i) => 1 + 3 * (i % n) + 0.5 * Math.floor(i / n)),
}

describe('the height at a point', () => {
  // A plane is met exactly by bilinear interpolation, up to rounding.
  test.each([[-1, 0], [1, 4], [0, 2], [0.33, 1.27]])('of a plane at (%f, %f)', (x, y) => {
    expect(surfaceAt(bowl, x, y)).toBeCloseTo(1 + 3 * ((x + 1) / 2) * (n - 1) + 0.5 * (y / 4) * (n - 1), 9)
  })

  test('is none outside', () => {
    expect(surfaceAt(bowl, 1.01, 2)).toBeNaN()
  })
})

describe('the picture of a surface', () => {
  const { pixels, width, height } = fieldPicture(bowl, 60, 40, themes.light)
  const brightness = (px: number, py: number): number => [0, 1, 2].reduce((sum, c) => sum + (pixels[4 * (py * width + px) + c] ?? 0), 0)

  test('is pale in the valley and deep on the heights, y up', () => {
    expect(brightness(1, height - 2)).toBeGreaterThan(brightness(width - 2, height - 2))
    expect(brightness(30, height - 2)).toBeGreaterThan(brightness(30, 1))
  })

  test('covers every pixel that has a value, and no other', () => {
    const holed = { ...bowl, z: bowl.z.map((value, i) => (i === 0 ? Number.NaN : value)) }
    const alpha = (picture: Uint8ClampedArray, at: number): number => picture[4 * at + 3] ?? -1
    expect(Array.from({ length: width * height }, (_, at) => alpha(pixels, at)).every((a) => a === 255)).toBe(true)
    const other = fieldPicture(holed, 60, 40, themes.light).pixels
    expect([alpha(other, (height - 1) * width), alpha(other, width - 1)]).toEqual([0, 255])
  })
})
