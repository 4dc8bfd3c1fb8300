import { expect, test } from 'vitest'
import { quickest } from './run-time.ts'

test('the first time is no measure, after it the quickest counts', () => {
  expect([40, 3, 9, 2, 50].map((ms) => quickest('adam', ms))).toEqual([null, 3, 3, 2, 2])
  expect(quickest('other work', 1)).toBeNull()
})
