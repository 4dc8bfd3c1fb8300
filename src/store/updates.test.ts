import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createUpdates } from './updates.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setup() {
  const reload = vi.fn<() => void>()
  const letIn = vi.fn<() => void>()
  const updates = createUpdates(reload)
  const heard = vi.fn<() => void>()
  updates.subscribe(heard)
  const on = { waits: (): void => undefined, isIn: (): void => undefined }
  updates.watch((given) => {
    Object.assign(on, given)
    return letIn
  })
  return { updates, on, reload, letIn, heard }
}

test('a version that waits is told, and nothing else happens by itself', () => {
  const { updates, on, reload, letIn, heard } = setup()
  expect(updates.ready()).toBe(false)
  on.waits()
  vi.advanceTimersByTime(60_000)
  expect([updates.ready(), heard.mock.calls.length, letIn.mock.calls.length, reload.mock.calls.length]).toEqual([true, 1, 0, 0])
})

test('when it is taken it is let in, and the page reloads once it is', () => {
  const { updates, on, reload, letIn } = setup()
  on.waits()
  updates.take()
  expect([letIn.mock.calls.length, reload.mock.calls.length]).toEqual([1, 0])
  on.isIn()
  expect(reload).toHaveBeenCalledTimes(1)
})

test('one that another window has let in is told here, and taken by reloading', () => {
  const { updates, on, reload, letIn } = setup()
  on.isIn()
  expect([updates.ready(), reload.mock.calls.length]).toEqual([true, 0])
  updates.take()
  expect([letIn.mock.calls.length, reload.mock.calls.length]).toEqual([0, 1])
})

test('the page reloads after a while even where the new version never says that it is in', () => {
  const { updates, on, reload } = setup()
  on.waits()
  updates.take()
  vi.advanceTimersByTime(3000)
  expect(reload).toHaveBeenCalledTimes(1)
})
