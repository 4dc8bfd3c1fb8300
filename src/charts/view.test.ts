import { expect, test } from 'vitest'
import { panned, zoomed } from './view.ts'

test('zooming keeps the middle and scales what is seen', () => {
  expect(zoomed([[-2, 6], [0, 1]], 0.5)).toEqual([[0, 4], [0.25, 0.75]])
  expect(zoomed(zoomed([[-2, 6], [0, 1]], 0.5), 2)).toEqual([[-2, 6], [0, 1]])
})

test('moving keeps the size', () => {
  expect(panned([[-2, 6], [0, 1]], 0.25, -0.5)).toEqual([[0, 8], [-0.5, 0.5]])
})
