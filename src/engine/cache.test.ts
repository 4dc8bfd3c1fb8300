import { expect, test } from 'vitest'
import { Cache } from './cache.ts'

test('makes what it does not hold, and lets go of what was asked for longest ago', () => {
  const cache = new Cache<string>(2)
  const made: string[] = []
  const ask = (key: string): string => cache.get(key, () => (made.push(key), `of ${key}`))
  expect(ask('a')).toBe('of a')
  ask('b')
  ask('a')
  // b was asked for longest ago: c takes its place.
  ask('c')
  expect(made).toEqual(['a', 'b', 'c'])
  ask('a')
  expect(made).toEqual(['a', 'b', 'c'])
  ask('b')
  expect(made).toEqual(['a', 'b', 'c', 'b'])
})
