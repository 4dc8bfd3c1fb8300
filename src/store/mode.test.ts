import { expect, test } from 'vitest'
import { createModeStore } from './mode.ts'

test('a mode store tells of changes, and of nothing else', () => {
  const store = createModeStore()
  const seen: string[] = []
  const stop = store.subscribe(({ mode }) => seen.push(mode))
  store.setMode('landscape')
  store.setMode('network')
  store.setMode('network')
  stop()
  store.setMode('landscape')
  expect(seen).toEqual(['network'])
  expect(store.getState().mode).toBe('landscape')
})
