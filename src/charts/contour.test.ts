import { describe, expect, test } from 'vitest'
import { contourFigure, contourMargin, contourPicture } from './contour.ts'
import type { Surface } from './contour.ts'
import { arrowPixels, eigenEllipse, localShape, momentumSlot } from './geometry.ts'
import { markSpacing, pixelPath, pointsUpTo } from './paths.ts'
import { headsAt, surfaceFigure } from './surface.ts'
import { themes } from './theme.ts'

const surface: Surface = {
  columns: 21, rows: 11, domain: [[-2, 2], [-1, 1]],
  z: Float64Array.from({ length: 231 }, (_, i) => (-2 + (4 * (i % 21)) / 20) ** 2 + (-1 + (2 * Math.floor(i / 21)) / 10) ** 2),
}
const box = { width: 500, height: 300, margin: contourMargin(true), x: { log: false, range: [-2, 2] }, y: { log: false, range: [-1, 1] } } as const
const options = { box, theme: themes.light, minima: [[0, 0]], scaleBar: true } as const
const style = { index: 0, color: '#0072b2', dash: [], label: 'Adam', hidden: false }
const run = { x: Float64Array.of(-1, 0, 5), y: Float64Array.of(0.5, 0, 0), loss: Float64Array.of(1.25, 0, 25), last: 2, style }

describe('the contour figure', () => {
  test('has a field with unit levels from 1 to the last but one, and the minima', () => {
    const { data } = contourFigure(surface, options)
    expect(data).toMatchObject([{ type: 'contour', contours: { start: 1, size: 1 }, zmin: 0 }, { type: 'scatter', x: [0], y: [0] }])
  })

  test('is axes and minima while the field is not there yet', () => {
    expect(contourFigure(null, options).data).toMatchObject([{ type: 'scatter' }])
  })

  test('as a picture has the shown runs up to the cursor, and no hidden one', () => {
    const { data } = contourPicture(surface, options, [run, { ...run, style: { ...style, hidden: true } }], 1)
    expect(data).toHaveLength(3)
    expect(data[2]).toMatchObject({ name: 'Adam', x: Float64Array.of(-1, 0) })
  })

  test('refuses a field of the wrong shape', () => {
    expect(() => contourFigure({ ...surface, rows: 12 }, options)).toThrow('expected z of [12, 21], got 231 values')
  })
})

describe('the 3-D figure', () => {
  test.each([true, false])('has the surface, a line per shown run and the heads (log height: %s)', (logHeight) => {
    const { data } = surfaceFigure(surface, [run], 0, { width: 400, height: 300, theme: themes.dark, logHeight, lossTitle: 'loss' })
    expect(data).toMatchObject([{ type: 'surface' }, { type: 'scatter3d', name: 'Adam' }, { type: 'scatter3d', mode: 'markers' }])
  })

  test('leaves out what lies outside the box', () => {
    expect(headsAt([run], surface, 2, false)).toEqual({ x: [Number.NaN], y: [Number.NaN], z: [Number.NaN] })
    expect(headsAt([run], surface, 0, false)).toMatchObject({ x: [-1], y: [0.5], z: [expect.closeTo(1.25, 0)] })
  })
})

describe('a path in pixels', () => {
  const mapping = { scaleX: 1, offsetX: 0, scaleY: 1, offsetY: 0 }

  test('leaves out what cannot be told apart, but neither the first nor the last', () => {
    const x = Float64Array.from({ length: 1001 }, (_, k) => k / 100)
    const path = pixelPath(x, new Float64Array(1001), 1000, mapping)
    expect(path.step[0]).toBe(0)
    expect(path.step.at(-1)).toBe(1000)
    expect(path.step.length).toBeLessThan(20)
  })

  test('knows the way along it', () => {
    expect([...pixelPath([0, 3, 3], [0, 4, 10], 2, mapping).along]).toEqual([0, 5, 11])
  })

  test('keeps far points drawable', () => {
    expect(Math.max(...pixelPath([0, 1e300], [0, -1e300], 1, mapping).at)).toBeLessThan(1e5)
  })

  test.each([[-1, 0], [0, 1], [4, 1], [5, 2], [99, 3]])('up to step %d has %d points', (cursor, count) => {
    expect(pointsUpTo({ at: new Float32Array(6), step: Int32Array.of(0, 5, 9), along: new Float32Array(3) }, cursor)).toBe(count)
  })

  test.each([[10, 1], [100, 5], [500, 20], [100_000, 5000]])('of %d steps has a mark every %d', (steps, spacing) => {
    expect(markSpacing(steps)).toBe(spacing)
  })
})

describe('the local shape', () => {
  test.each([
    { name: 'a bowl', h: [2, 0, 8], values: [8, 2], lr: 0.25 },
    { name: 'a saddle', h: [1, 0, -1], values: [1, -1], lr: 2 },
    { name: 'a turned valley', h: [1, 1, 1], values: [2, 0], lr: 1 },
    { name: 'a hill', h: [-1, 0, -2], values: [-1, -2], lr: null },
  ])('of $name', ({ h, values, lr }) => {
    const shape = localShape(0, 3, 4, h[0] ?? 0, h[1] ?? 0, h[2] ?? 0)
    expect(shape.gradientNorm).toBe(5)
    expect(shape.eigenvalues[0]).toBeCloseTo(values[0] ?? Number.NaN, 12)
    expect(shape.eigenvalues[1]).toBeCloseTo(values[1] ?? Number.NaN, 12)
    if (lr === null) expect(shape.largestStableLr).toBeNull()
    else expect(shape.largestStableLr).toBeCloseTo(lr, 12)
  })

  test('the axis of the larger eigenvalue is its eigenvector', () => {
    const { axis, eigenvalues } = localShape(0, 0, 0, 3, 1, 2)
    expect(3 * axis[0] + axis[1]).toBeCloseTo(eigenvalues[0] * axis[0], 12)
    expect(axis[0] + 2 * axis[1]).toBeCloseTo(eigenvalues[0] * axis[1], 12)
  })

  test('the ellipse is short where the curvature is strong', () => {
    const points = eigenEllipse(localShape(0, 0, 0, 1, 0, 4), 10)
    expect(Math.max(...points.map(([x]) => x))).toBeCloseTo(10, 9)
    expect(Math.max(...points.map(([, y]) => y))).toBeCloseTo(5, 1)
  })
})

test('an arrow is longer for a larger vector, and there is none for nothing', () => {
  const length = (size: number): number => Math.hypot(...(arrowPixels(1, 1, 10, -10, size) ?? [0, 0]))
  expect(length(100)).toBeGreaterThan(length(0.1))
  expect(arrowPixels(0, 0, 10, 10, 1)).toBeNull()
})

test('a second moment alone is not taken for momentum', () => {
  const positive = Float64Array.of(0, 1)
  const signed = Float64Array.of(0, -1)
  expect(momentumSlot({ 'v.x': positive, 'v.y': positive })).toBeNull()
  expect(momentumSlot({ 'v.x': signed, 'v.y': positive })?.x).toBe(signed)
  expect(momentumSlot({ 'm.x': signed, 'm.y': positive, 'v.x': positive, 'v.y': positive })?.x).toBe(signed)
})
