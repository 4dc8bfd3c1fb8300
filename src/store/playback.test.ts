import { describe, expect, test } from 'vitest'
import { defaultScenario, fillDefaults } from '../scenario/defaults.ts'
import { createPlayback } from './playback.ts'
import { createTraceBuilder } from './trace.ts'
import type { AppState, Trace } from './types.ts'

const scenario = fillDefaults({ ...defaultScenario, steps: 100 })

/** A cursor over a trace of which so many entries have arrived. */
function setup(arrived = 101) {
  let state = { scenario, cursor: 0, playing: false, speed: 60 } as AppState
  const trace: Trace = { ...createTraceBuilder(100, scenario.runs.length).snapshot(scenario), arrived }
  const playback = createPlayback(() => state, (patch) => (state = { ...state, ...patch }), () => trace)
  return { playback, trace, state: () => ({ cursor: state.cursor, playing: state.playing }) }
}

describe('playback', () => {
  test('goes at its speed, whatever the frame rate', () => {
    for (const frames of [7, 60, 144, 1000]) {
      const { playback, state } = setup()
      playback.play()
      for (let i = 0; i < frames; i++) playback.tick(1 / frames)
      expect(Math.abs(state().cursor - 60), `${frames} frames a second`).toBeLessThanOrEqual(1)
    }
  })

  test('stops at the end, and plays again from the start', () => {
    const { playback, state } = setup()
    playback.play()
    playback.tick(10)
    expect(state()).toEqual({ cursor: 100, playing: false })
    playback.play()
    expect(state()).toEqual({ cursor: 0, playing: true })
  })

  test('does nothing while paused', () => {
    const { playback, state } = setup()
    playback.tick(1)
    expect(state()).toEqual({ cursor: 0, playing: false })
  })

  test('waits for entries that are still to come', () => {
    const { playback, state } = setup(11)
    playback.play()
    playback.tick(1)
    expect(state()).toEqual({ cursor: 10, playing: true })
  })

  test('a step pauses and stays within the run', () => {
    const { playback, state } = setup()
    playback.play()
    playback.step(3)
    expect(state()).toEqual({ cursor: 3, playing: false })
    playback.step(-10)
    expect(state().cursor).toBe(0)
    playback.step(1000)
    expect(state().cursor).toBe(100)
  })

  test.each([[-5, 0], [1e9, 100], [3.4, 3], [Number.NaN, 7]])('setCursor(%d) gives %d', (given, cursor) => {
    const { playback, state } = setup()
    playback.setCursor(7)
    playback.setCursor(given)
    expect(state().cursor).toBe(cursor)
  })
})
