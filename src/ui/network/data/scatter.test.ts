import { describe, expect, test } from 'vitest'
import { themes } from '../../../charts/theme.ts'
import { marksOf } from './scatter.ts'

const size = { width: 116, height: 116 }
const cloud = { points: [0, 0, 2, 10, 1, 5], width: 2, targets: [0, 1, 1], classes: true, heldOut: [0, 1, 0] }

describe('a cloud of points', () => {
  test('fills the box but for a rim, y upwards', () => {
    const marks = marksOf(cloud, { across: 0, up: 1 }, size, themes.light)
    expect(marks.map(({ x, y }) => [x, y])).toEqual([[8, 108], [108, 8], [58, 58]])
  })

  test('has one colour for each class and another mark for validation', () => {
    const marks = marksOf(cloud, { across: 0, up: 1 }, size, themes.light)
    expect(marks[0]?.color).not.toBe(marks[1]?.color)
    expect(marks[1]?.color).toBe(marks[2]?.color)
    expect(marks.map(({ shape }) => shape)).toEqual(['disc', 'diamond', 'disc'])
  })

  test('of one feature and numbers has the number upwards', () => {
    const marks = marksOf({ points: [0, 1, 2], width: 1, targets: [5, 7, 6], classes: false }, { across: 0, up: null }, size, themes.light)
    expect(marks.map(({ y }) => y)).toEqual([108, 8, 58])
  })

  test('whose points all have one value stands in the middle', () => {
    const marks = marksOf({ points: [3, 3], width: 1, targets: [1, 1], classes: false }, { across: 0, up: null }, size, themes.light)
    expect(marks.map(({ x, y }) => [x, y])).toEqual([[58, 58], [58, 58]])
  })
})
