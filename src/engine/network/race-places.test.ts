import { expect, test } from 'vitest'
import { planBatches } from './batches.ts'
import { RacePlaces } from './race-places.ts'

const places = (batch: number, count: number): RacePlaces => new RacePlaces(planBatches({ count: 10, batch, epochs: 4, growth: null, seed: 1 }), count)

test('places lie evenly over the epochs, whatever the batch', () => {
  const [fine, coarse] = [places(1, 5), places(5, 5)]
  expect([0, 10, 20, 30, 40].map((updates) => fine.at(updates))).toEqual([[0, 0], [1, 1], [2, 2], [3, 3], [4, 4]])
  expect([0, 2, 4, 6, 8].map((updates) => coarse.at(updates))).toEqual([[0, 0], [1, 1], [2, 2], [3, 3], [4, 4]])
  expect([fine.at(7), fine.from(7), fine.from(41)]).toEqual([null, 10, Infinity])
})

test('few updates take several places with one, and every place is somewhere', () => {
  const some = places(10, 9)
  const found = [0, 1, 2, 3, 4].map((updates) => some.at(updates))
  expect(found).toEqual([[0, 1], [2, 3], [4, 5], [6, 7], [8, 8]])
  expect([some.after(2), some.after(4)]).toEqual([[6, 8], null])
})

test('one place is none', () => {
  expect(() => places(1, 1)).toThrow('expected at least 2')
})
