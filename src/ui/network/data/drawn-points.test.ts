import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { validateNetwork } from '../../../scenario/validate.ts'
import { drawnData, drawnPoints, isDrawn, isEnough, labels, placed } from './drawn-points.ts'
import type { DrawnPoint } from './drawn-points.ts'

const point = fc.tuple(fc.double({ noNaN: true, min: -3, max: 3 }), fc.double({ noNaN: true, min: -3, max: 3 }), fc.constantFrom(...labels)).map(([x, y, label]) => placed(x, y, label))

describe('points drawn by hand', () => {
  test('come back from a scenario as they were', () => {
    fc.assert(
      fc.property(fc.array(point), (points) => {
        const own = drawnData(points, 'mine')
        expect(isDrawn(own)).toBe(true)
        expect(drawnPoints(own)).toEqual(points)
      }),
    )
  })

  test('are enough exactly when a scenario may hold them', () => {
    const runs = [{ optimizer: 'sgd' }]
    fc.assert(
      fc.property(fc.array(point, { maxLength: 12 }), (points) => {
        const { scenario } = validateNetwork({ version: 1, kind: 'network', dataset: { own: drawnData(points, 'mine') }, runs })
        expect(isEnough(points)).toBe(scenario !== null)
      }),
    )
  })

  test('stay inside the field', () => {
    expect(placed(4, -4, 'A')).toEqual({ x: 1, y: -1, label: 'A' })
  })

  test('are not taken for a file of two columns', () => {
    const points: DrawnPoint[] = [placed(0, 0, 'A'), placed(1, 1, 'B')]
    expect(isDrawn({ ...drawnData(points, 'mine'), targets: ['yes', 'no'] })).toBe(false)
    expect(isDrawn({ ...drawnData(points, 'mine'), targets: [1, 2] })).toBe(false)
  })
})
