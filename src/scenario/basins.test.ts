import { describe, expect, test } from 'vitest'
import type { Point } from '../catalog/types.ts'
import { classifyBasins, diverged, nowhere } from './basins.ts'

const box = [[-5, 5], [-5, 5]] as const
const ends = (points: readonly Point[], more: { reached?: readonly number[]; stopped?: readonly number[] } = {}) => ({
  x: points.map(([x]) => x), y: points.map(([, y]) => y), reached: more.reached ?? points.map(() => -1), stopped: more.stopped ?? points.map(() => -1),
})
const around = ([x, y]: Point, count: number): Point[] => Array.from({ length: count }, (_, i) => [x + 1e-4 * Math.cos(i), y + 1e-4 * Math.sin(i)])

describe('a start belongs', () => {
  test('to the nearest known minimum', () => {
    expect([...classifyBasins(ends([[2.9, 2], [-2.8, 3.1]]), [[3, 2], [-2.8, 3.13]], box).basin]).toEqual([0, 1])
  })
  test('to none where it ended far from all', () => expect([...classifyBasins(ends([[0, 0]]), [[3, 2]], box).basin]).toEqual([nowhere]))
  test('to none where its end is no number', () => expect([...classifyBasins(ends([[Number.NaN, 0]]), [[3, 2]], box).basin]).toEqual([nowhere]))
  test('to the diverged, wherever it was last seen', () => {
    const map = classifyBasins(ends([[3, 2], [3, 2]], { stopped: [7, -1] }), [[3, 2]], box)
    expect([...map.basin]).toEqual([diverged, 0])
    expect(map.diverged).toBe(1)
  })
  test('never to two: the radius keeps apart minima that are close', () => {
    expect([...classifyBasins(ends([[0.05, 0]]), [[0, 0], [0.2, 0]], box).basin]).toEqual([0])
    expect([...classifyBasins(ends([[0.1, 0]]), [[0, 0], [0.2, 0]], box).basin]).toEqual([nowhere])
  })
})

describe('where no minimum is known', () => {
  test('the places where many ended are found, the fullest first', () => {
    const map = classifyBasins(ends([...around([1, 1], 10), ...around([-3, 2], 30)]), [], box)
    expect(map.basins.map(({ at, from, count }) => [Math.round(at[0]), Math.round(at[1]), from, count])).toEqual([[-3, 2, 'found', 30], [1, 1, 'found', 10]])
    expect(map.basin[0]).toBe(1)
  })
  test('a patch on the border of two squares is one place', () => {
    expect(classifyBasins(ends(around([0, 0], 40)), [], box).basins).toHaveLength(1)
  })
  test('runs spread along a valley have arrived nowhere', () => {
    const valley = Array.from({ length: 400 }, (_, i): Point => [-4 + i / 50, 0])
    const map = classifyBasins(ends(valley), [], box)
    expect(map.basins).toEqual([])
    expect(map.nowhere).toBe(400)
  })
})

test('other minima are found beside the known ones', () => {
  const map = classifyBasins(ends([...around([3, 2], 5), ...around([0, 0], 8)], { reached: Array.from({ length: 13 }, (_, i) => i) }), [[3, 2]], box)
  expect(map.basins.map((b) => [b.from, b.count])).toEqual([['known', 5], ['found', 8]])
  expect(Array.from(map.steps).slice(0, 3)).toEqual([0, 1, 2])
})
