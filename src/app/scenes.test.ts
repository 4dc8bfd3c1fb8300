import { describe, expect, test, vi } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import type { Problem } from '../scenario/types.ts'
import { createAppStore } from '../store/app-store.ts'
import { createModeStore } from '../store/mode.ts'
import { fakeEngine } from '../store/testing.ts'
import { createSceneShower, sceneSpeed } from './scenes.ts'

function setup(still = false) {
  const landscape = createAppStore({ engine: fakeEngine().engine, initial: defaultScenario })
  const open = vi.fn<(scenario: unknown) => readonly Problem[]>(() => [])
  const others = { network: { actions: { open } }, strategy: { actions: { open } } }
  const mode = createModeStore('network')
  return { landscape, open, mode, show: createSceneShower({ landscape, others: Promise.resolve(others), mode }, { matchMedia: () => ({ matches: still }) }) }
}

describe('a scene', () => {
  test('of a landscape is opened on its tab and played from its start', () => {
    const { landscape, mode, show } = setup()
    landscape.actions.setCursor(300)
    void show({ ...defaultScenario, steps: 100 })
    expect(mode.getState().mode).toBe('landscape')
    expect(landscape.getState()).toMatchObject({ cursor: 0, playing: true, speed: 10, scenario: { steps: 100 } })
  })

  test('shows its end at once to who prefers no motion', () => {
    const { landscape, show } = setup(true)
    void show({ ...defaultScenario, steps: 100 })
    expect(landscape.getState()).toMatchObject({ cursor: 100, playing: false })
  })

  test('of networks is opened on theirs', async () => {
    const { open, mode, show } = setup()
    await show(defaultNetworkScenario)
    expect(mode.getState().mode).toBe('network')
    expect(open).toHaveBeenCalledWith(defaultNetworkScenario)
  })

  test('whose tab is still being loaded when the next is shown, is forgotten', async () => {
    const { open, mode, show } = setup()
    const slow = show(defaultNetworkScenario)
    await show({ ...defaultScenario, steps: 100 })
    await slow
    expect(open).not.toHaveBeenCalled()
    expect(mode.getState().mode).toBe('landscape')
  })

  test('that cannot be opened says why', async () => {
    const { open, show } = setup()
    open.mockReturnValueOnce([{ path: 'epochs', message: 'too many' }])
    await expect(show(defaultNetworkScenario)).rejects.toThrow('epochs: too many')
  })
})

test.each([[10, 5], [60, 10], [500, 50], [2000, 200], [100_000, 500]])('%i steps are shown at %i a second', (steps, speed) => expect(sceneSpeed(steps)).toBe(speed))
