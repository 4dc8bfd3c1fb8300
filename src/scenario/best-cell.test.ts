import { describe, expect, test } from 'vitest'
import { bestCell, robustCell, scoreOf } from './best-cell.ts'

const outcomes = (final: readonly number[], more: { reached?: readonly number[]; stopped?: readonly number[] } = {}) => ({
  final, best: final, reached: more.reached ?? final.map(() => -1), stopped: more.stopped ?? final.map(() => -1),
})

describe('the best cell', () => {
  test('has the lowest value', () => expect(bestCell(outcomes([3, 1, 2]), 'final', 3, 1)).toBe(1))
  test('is not one that diverged', () => expect(bestCell(outcomes([3, 0, 2], { stopped: [-1, 7, -1] }), 'final', 3, 1)).toBe(2))
  test('arrived soonest, where steps count', () => expect(bestCell(outcomes([0, 0, 0, 0], { reached: [-1, 9, 5, 6] }), 'steps', 4, 1)).toBe(2))
  test('is there only if a run came through', () => expect(bestCell(outcomes([1, 2], { stopped: [3, 4] }), 'final', 2, 1)).toBeNull())
  test('of equals is the one among good neighbours', () => expect(bestCell(outcomes([0, 9, 9, 1, 0, 1]), 'final', 6, 1)).toBe(4))
})

describe('the robust cell', () => {
  test('is not a lucky spike', () => expect(robustCell(outcomes([5, 5, 0, 5, 5, 2, 1, 2, 5]), 9, 1)).toBe(6))
  test('keeps off the edge of divergence', () => expect(robustCell(outcomes([4, 3, 2, 1, 1], { stopped: [-1, -1, -1, -1, 8] }), 5, 1)).toBe(2))
  test('looks at the neighbours of both directions', () => {
    const final = [9, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]
    expect(robustCell(outcomes(final), 4, 3)).toBe(7)
  })
  test('of equals gets there soonest', () => expect(robustCell(outcomes([0, 0, 0, 0, 0, 0], { reached: [9, 9, 9, 5, 4, 4] }), 6, 1)).toBe(5))
})

test('a score is infinite where a run has none', () => {
  const some = outcomes([1, Number.NaN], { stopped: [3, -1] })
  expect([0, 1].map((cell) => scoreOf(some, 'final', cell))).toEqual([Infinity, Infinity])
  expect(scoreOf(some, 'steps', 0)).toBe(Infinity)
})
