import { expect, test } from 'vitest'
import { perClass, worstMistake } from './network-confusion.ts'

const counts = Int32Array.of(8, 2, 0, 1, 7, 3, 0, 0, 5)

test('the share of each class that was seen right', () => {
  expect(perClass(counts, 3)).toEqual([{ right: 8, rows: 10 }, { right: 7, rows: 11 }, { right: 5, rows: 5 }])
})

test('the mistake that is made most often', () => {
  expect(worstMistake(counts, 3)).toEqual({ truth: 1, taken: 2, count: 3 })
  expect(worstMistake(Int32Array.of(4, 0, 0, 4), 2)).toBeNull()
})

test('counts of another number of classes are refused', () => {
  expect(() => perClass(counts, 2)).toThrow('expected counts of [2, 2], got 9')
})
