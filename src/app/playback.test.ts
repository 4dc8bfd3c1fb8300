import { describe, expect, test } from 'vitest'
import { createModeStore } from '../store/mode.ts'
import { createPageStore } from '../store/page-store.ts'
import type { AppState } from '../store/types.ts'
import { startPlayback, startTabs } from './playback.ts'

type Given = Parameters<typeof startPlayback>[0]

/** A store that plays until second 1, and a window whose frames are called by hand. */
function bench(reduced: boolean, page = createPageStore()) {
  let state = { traceVersion: 0, playing: false, scenario: { steps: 50 } } as unknown as AppState
  const listeners = new Set<(now: AppState, before: AppState) => void>()
  const set = (patch: Partial<AppState>): void => {
    const before = state
    state = { ...state, ...patch }
    for (const listener of listeners) listener(state, before)
  }
  const calls: string[] = []
  const ticks: number[] = []
  const actions = {
    play: () => {
      calls.push('play')
      set({ playing: true })
    },
    setCursor: (cursor: number) => calls.push(`cursor ${cursor}`),
    tick: (seconds: number) => ticks.push(seconds),
  }
  const store = {
    getState: () => state,
    subscribe: (listener: (now: AppState, before: AppState) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    actions,
    trace: () => null,
  } as unknown as Given
  const frames: ((now: number) => void)[] = []
  const mode = createModeStore()
  startPlayback(store, mode, { requestAnimationFrame: (callback) => frames.push(callback), matchMedia: () => ({ matches: reduced }) }, page)
  const next = (now: number): void => frames.shift()?.(now)
  return { set, calls, ticks, frames, next, mode }
}

describe('the clock of the page', () => {
  test('starts the first race when its numbers arrive', () => {
    const { set, calls } = bench(false)
    expect(calls).toEqual([])
    set({ traceVersion: 1 })
    set({ traceVersion: 2 })
    expect(calls).toEqual(['play'])
  })

  test('stands at the start where the link asks for it', () => {
    const { set, calls } = bench(false, createPageStore({ play: false }))
    set({ traceVersion: 1 })
    expect(calls).toEqual([])
  })

  test('shows the end instead where motion is not wanted', () => {
    const { set, calls, frames } = bench(true)
    set({ traceVersion: 1 })
    expect(calls).toEqual(['cursor 50'])
    expect(frames).toHaveLength(0)
  })

  test('ticks the seconds between frames, a long pause as a short one, and rests when paused', () => {
    const { set, ticks, next, frames } = bench(false)
    set({ traceVersion: 1 })
    next(1000)
    next(1016)
    next(9000)
    expect(ticks).toEqual([0, 0.016, 0.1])
    set({ playing: false })
    next(9016)
    expect(frames).toHaveLength(0)
  })

  test('rests while the race is not on the screen, and goes on from where it was', () => {
    const { set, ticks, next, frames, mode } = bench(false)
    set({ traceVersion: 1 })
    next(1000)
    mode.setMode('network')
    next(1016)
    expect(frames).toHaveLength(0)
    set({ traceVersion: 2 })
    expect(frames).toHaveLength(0)
    mode.setMode('landscape')
    next(9000)
    next(9016)
    expect(ticks).toEqual([0, 0, 0.016])
  })
})

describe('the other tabs', () => {
  test('wait where the link asks for it: the training paused, the experiment not begun', () => {
    const calls: string[] = []
    const mode = createModeStore()
    const actions = { pause: () => calls.push('pause') } as unknown as Parameters<typeof startTabs>[0]['network']['actions']
    const tabs = { network: { actions, begin: () => calls.push('train') }, strategy: { begin: () => calls.push('experiment') } }
    startTabs(tabs, mode, { matchMedia: () => ({ matches: false }) }, createPageStore({ play: false }))
    for (const tab of ['network', 'strategy', 'network'] as const) mode.setMode(tab)
    expect(calls).toEqual(['train', 'pause'])
  })

  test.each([false, true])('begin when they are first on the screen; reduced motion %s', (reduced) => {
    const calls: string[] = []
    const mode = createModeStore()
    const actions = { setPace: (pace: number | null) => calls.push(`pace ${pace}`) } as unknown as Parameters<typeof startTabs>[0]['network']['actions']
    startTabs({ network: { actions, begin: () => calls.push('train') }, strategy: { begin: () => calls.push('experiment') } }, mode, { matchMedia: () => ({ matches: reduced }) })
    expect(calls).toEqual(reduced ? ['pace null'] : [])
    mode.setMode('network')
    expect(calls.at(-1)).toBe('train')
    mode.setMode('strategy')
    expect(calls.at(-1)).toBe('experiment')
  })
})
