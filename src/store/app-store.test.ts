import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { createAppStore } from './app-store.ts'
import { fakeEngine, settled } from './testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setup() {
  const { engine, rollouts } = fakeEngine()
  const store = createAppStore({ engine, initial: defaultScenario })
  return { store, rollouts, state: store.getState, actions: store.actions }
}
const setSeed = (seed: unknown) => (scenario: typeof defaultScenario) => ({ ...scenario, seed })

describe('a new store', () => {
  test('runs its scenario at once, asks for the devices and shows what comes', async () => {
    const { store, rollouts, state } = setup()
    expect(state()).toMatchObject({ busy: true, traceVersion: 0, problems: [] })
    expect(store.trace()).toBeNull()
    rollouts[0]?.send(0, defaultScenario.steps + 1)
    await rollouts[0]?.finish()
    expect(state()).toMatchObject({ busy: false, traceVersion: 1, devices: [{ device: 'cpu' }] })
    expect(store.trace()?.arrived).toBe(defaultScenario.steps + 1)
  })

  test('tells when the devices cannot be listed', async () => {
    const { engine } = fakeEngine()
    const store = createAppStore({ engine: { ...engine, devices: () => Promise.reject(new Error('The engine stopped.')) }, initial: defaultScenario })
    await settled()
    expect(store.getState().engineError).toBe('The engine stopped.')
  })
})

describe('edit', () => {
  test('a valid one runs', async () => {
    const { rollouts, state, actions } = setup()
    await rollouts[0]?.finish()
    actions.edit(setSeed(7))
    expect(state().scenario.seed).toBe(7)
    expect(rollouts[1]?.scenario.seed).toBe(7)
  })

  test('an invalid one changes nothing but the problems; the next valid one clears them', () => {
    const { state, actions, rollouts } = setup()
    actions.edit(setSeed('abc'))
    expect(state().scenario).toBe(defaultScenario)
    expect(state().problems).toMatchObject([{ path: 'seed' }])
    expect(state().canUndo).toBe(false)
    actions.edit(setSeed(2))
    expect(state().problems).toEqual([])
    expect(rollouts).toHaveLength(1)
  })

  test('one that changes nothing leaves nothing to undo', () => {
    const { state, actions } = setup()
    actions.edit((scenario) => ({ ...scenario }))
    expect(state().canUndo).toBe(false)
  })

  test('keeps the cursor and the selected run as far as they still exist', () => {
    const { state, actions } = setup()
    actions.setCursor(400)
    actions.selectRun(4)
    actions.play()
    actions.edit((scenario) => ({ ...scenario, runs: scenario.runs.slice(0, 3) }))
    expect(state()).toMatchObject({ cursor: 400, selectedRun: 2, playing: true })
    actions.edit((scenario) => ({ ...scenario, steps: 100 }))
    expect(state()).toMatchObject({ cursor: 100 })
  })
})

describe('undo and redo', () => {
  test('go back and forth, and run what they find', async () => {
    const { state, actions, rollouts } = setup()
    actions.edit(setSeed(2))
    vi.advanceTimersByTime(1000)
    actions.edit(setSeed(3))
    actions.undo()
    expect(state()).toMatchObject({ scenario: { seed: 2 }, canUndo: true, canRedo: true })
    actions.undo()
    expect(state()).toMatchObject({ scenario: { seed: 1 }, canUndo: false })
    actions.redo()
    actions.redo()
    actions.redo()
    expect(state()).toMatchObject({ scenario: { seed: 3 }, canRedo: false })
    await vi.advanceTimersByTimeAsync(1000)
    expect(rollouts.at(-1)?.scenario.seed).toBe(3)
  })

  test('a drag is one entry', () => {
    const { state, actions } = setup()
    for (let seed = 2; seed < 20; seed++, vi.advanceTimersByTime(16)) actions.edit(setSeed(seed))
    actions.undo()
    expect(state().scenario).toEqual(defaultScenario)
  })
})

describe('open', () => {
  test('takes what a script or file gives, and can be undone', () => {
    const { state, actions } = setup()
    expect(actions.open({ landscape: 'sphere', runs: [{ optimizer: 'sgd' }] })).toEqual([])
    expect(state().scenario).toMatchObject({ landscape: 'sphere', steps: 500 })
    actions.undo()
    expect(state().scenario).toEqual(defaultScenario)
  })

  test('gives back what is wrong', () => {
    const { state, actions } = setup()
    expect(actions.open({ landscape: 'sphere' })).toEqual([{ path: 'runs', message: 'this field is missing' }])
    expect(state().scenario).toBe(defaultScenario)
  })
})

test('an engine error is kept until a rollout succeeds', async () => {
  const { state, actions, rollouts } = setup()
  await rollouts[0]?.fail(new Error('out of memory'))
  expect(state().engineError).toBe('out of memory')
  actions.edit(setSeed(2))
  await rollouts[1]?.finish()
  expect(state().engineError).toBeNull()
})
