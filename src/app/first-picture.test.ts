import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { createAppStore } from '../store/app-store.ts'
import { createModeStore } from '../store/mode.ts'
import { fakeEngine, settled } from '../store/testing.ts'
import { firstPicture, otherTabsWanted } from './first-picture.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setup() {
  const { engine, rollouts } = fakeEngine()
  const landscape = createAppStore({ engine, initial: defaultScenario })
  const mode = createModeStore()
  const idle: (() => void)[] = []
  const clock = { setTimeout: (callback: () => void, milliseconds: number) => setTimeout(callback, milliseconds) }
  const target = { ...clock, requestIdleCallback: (callback: () => void) => idle.push(callback) }
  const seen = { done: false }
  const watch = (promise: Promise<void>): void => void promise.then(() => (seen.done = true))
  return { landscape, mode, rollouts, idle, clock, target, seen, watch }
}

describe('what waits for the first picture', () => {
  test('waits for the race, then for its first move, and then for the page to have time', async () => {
    const { landscape, rollouts, idle, target, seen, watch } = setup()
    watch(firstPicture(landscape, target))
    await vi.advanceTimersByTimeAsync(1000)
    await rollouts[0]?.finish()
    landscape.actions.play()
    await vi.advanceTimersByTimeAsync(1000)
    expect(idle).toHaveLength(0)
    landscape.actions.tick(0.1)
    await settled()
    expect([idle.length, seen.done]).toEqual([1, false])
    idle[0]?.()
    await settled()
    expect(seen.done).toBe(true)
  })

  test('does not wait for a race that stands still, or cannot be had', async () => {
    const still = setup()
    still.watch(firstPicture(still.landscape, still.target))
    await still.rollouts[0]?.finish()
    const failed = setup()
    failed.watch(firstPicture(failed.landscape, failed.target))
    await failed.rollouts[0]?.fail(new Error('no device'))
    await vi.advanceTimersByTimeAsync(50)
    expect([still.idle.length, failed.idle.length]).toEqual([1, 1])
  })

  test('waits no longer than some seconds for a race that cannot move, as in a hidden window', async () => {
    const { landscape, rollouts, idle, target, watch } = setup()
    watch(firstPicture(landscape, target))
    await rollouts[0]?.finish()
    landscape.actions.play()
    await vi.advanceTimersByTimeAsync(3100)
    expect(idle).toHaveLength(1)
  })

  test('goes by a clock where the browser does not say when it has time', async () => {
    const { landscape, rollouts, clock, seen, watch } = setup()
    watch(firstPicture(landscape, clock))
    await rollouts[0]?.finish()
    await vi.advanceTimersByTimeAsync(100)
    expect(seen.done).toBe(true)
  })
})

describe('the other tabs are wanted', () => {
  const rest = new Promise<never>(() => undefined)

  test('at once by a link to one', async () => {
    const { mode, seen, watch } = setup()
    watch(otherTabsWanted({ rest, mode, link: '#v1&kind=network&data=moons' }))
    await settled()
    expect(seen.done).toBe(true)
  })

  test('at once when one is chosen, even before the first picture', async () => {
    const { mode, seen, watch } = setup()
    watch(otherTabsWanted({ rest, mode, link: null }))
    await settled()
    expect(seen.done).toBe(false)
    mode.setMode('strategy')
    await settled()
    expect(seen.done).toBe(true)
  })

  test('else when the first race is on the screen', async () => {
    const { mode, seen, watch } = setup()
    watch(otherTabsWanted({ rest: Promise.resolve(), mode, link: null }))
    await settled()
    expect(seen.done).toBe(true)
  })
})
