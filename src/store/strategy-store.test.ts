import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultStrategyScenario, fillStrategyDefaults } from '../scenario/strategies/defaults.ts'
import type { StrategyScenario } from '../scenario/strategies/types.ts'
import { createStrategyStore } from './strategy-store.ts'
import { fakeStrategyEngine, settled } from './testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const other = fillStrategyDefaults({ kind: 'strategy', strategy: 'distillation' })
const withSeed = (seed: number) => (scenario: StrategyScenario) => ({ ...scenario, seed })

function setup() {
  const { engine, experiments } = fakeStrategyEngine()
  const store = createStrategyStore({ engine, initial: defaultStrategyScenario })
  const last = () => {
    const experiment = experiments.at(-1)
    if (!experiment) throw new Error('no experiment was asked for')
    return experiment
  }
  const shown = () => store.blocks().map(({ id, block, stale }) => [id, block.kind === 'claim' ? block.found : null, stale])
  return { experiments, store, state: store.getState, actions: store.actions, last, shown }
}

describe('an experiment', () => {
  test('is asked for when its tab is first opened, and never before', async () => {
    const { store, experiments, actions, state } = setup()
    actions.edit(withSeed(5))
    vi.advanceTimersByTime(1000)
    expect([experiments.length, state().status]).toEqual([0, 'idle'])
    store.begin()
    store.begin()
    expect(experiments.map(({ scenario }) => scenario.seed)).toEqual([5])
    expect(state().status).toBe('running')
  })

  test('shows its blocks in the order in which they first came, and its facts in the end', async () => {
    const { store, last, shown, state } = setup()
    store.begin()
    last().frame({ kind: 'load', done: 1, total: 4 })
    expect(state().loading).toBe(0.25)
    last().frame({ kind: 'load', done: 4, total: 4 })
    last().frame({ kind: 'progress', done: 1, total: 2 })
    expect(state()).toMatchObject({ loading: null, progress: 0.5 })
    last().show('b', 1)
    const version = state().blockVersion
    const before = store.blocks()
    expect(store.blocks()).toBe(before)
    last().show('a', 2)
    last().show('b', 3)
    expect(state().blockVersion).toBe(version + 2)
    expect(shown()).toEqual([['b', 3, false], ['a', 2, false]])
    await last().finish({ accuracy: 0.9 })
    expect(state()).toMatchObject({ status: 'finished', progress: null, answer: { facts: { accuracy: 0.9 } } })
  })

  test('runs again once a setting has been still for a moment, the one under way being ended at once', async () => {
    const { store, actions, experiments, last, shown } = setup()
    store.begin()
    last().show('a', 1)
    for (const seed of [2, 3, 4]) {
      actions.edit(withSeed(seed))
      vi.advanceTimersByTime(200)
    }
    expect(experiments.map(({ signal }) => signal.aborted)).toEqual([true])
    expect(shown()).toEqual([['a', 1, true]])
    vi.advanceTimersByTime(100)
    expect(experiments.map(({ scenario }) => scenario.seed)).toEqual([1, 4])
    last().show('b')
    last().show('a')
    await last().finish()
    expect(shown()).toEqual([['a', 4, false], ['b', 4, false]])
  })

  test('that shows fewer blocks than the one before leaves none of them over', async () => {
    const { store, actions, last, shown } = setup()
    store.begin()
    last().show('a')
    last().show('b')
    await last().finish()
    actions.run()
    last().show('b')
    expect(shown()).toEqual([['a', 1, true], ['b', 1, false]])
    await last().finish()
    expect(shown()).toEqual([['b', 1, false]])
  })

  test('of another strategy begins at once, on an empty page', async () => {
    const { store, actions, experiments, last, shown } = setup()
    store.begin()
    last().show('a')
    await last().finish()
    actions.edit(() => other)
    expect(experiments.map(({ scenario }) => scenario.strategy)).toEqual([defaultStrategyScenario.strategy, 'distillation'])
    expect(shown()).toEqual([])
  })

  test('that is cancelled leaves what it has shown; the next edit runs again', async () => {
    const { store, actions, experiments, last, shown, state } = setup()
    store.begin()
    last().show('a')
    actions.cancel()
    await settled()
    expect([last().signal.aborted, state().status, shown()]).toEqual([true, 'stopped', [['a', 1, false]]])
    actions.edit(withSeed(2))
    actions.cancel()
    vi.advanceTimersByTime(1000)
    expect([experiments.length, state().status, shown()]).toEqual([1, 'stopped', []])
    actions.edit(withSeed(3))
    vi.advanceTimersByTime(1000)
    expect(experiments.at(-1)?.scenario.seed).toBe(3)
  })

  test('that fails says why, until it is run again', async () => {
    const { store, actions, last, state } = setup()
    store.begin()
    await last().fail(new Error('could not load digits.csv'))
    expect(state()).toMatchObject({ status: 'failed', engineError: 'could not load digits.csv' })
    actions.run()
    expect(state()).toMatchObject({ status: 'running', engineError: null })
  })

  test('drops what comes of one that was ended', async () => {
    const { store, actions, experiments, shown } = setup()
    store.begin()
    actions.run()
    experiments[0]?.show('a')
    await experiments[0]?.finish()
    expect([shown(), store.getState().status]).toEqual([[], 'running'])
  })
})

describe('edits', () => {
  test('that are invalid change nothing and say what was expected', () => {
    const { actions, state, experiments, store } = setup()
    store.begin()
    actions.edit(withSeed(-1))
    vi.advanceTimersByTime(1000)
    expect([state().scenario, experiments.length]).toEqual([defaultStrategyScenario, 1])
    expect(state().problems).toMatchObject([{ path: 'seed' }])
    actions.edit(withSeed(2))
    expect(state().problems).toEqual([])
  })

  test('are undone and done again, a drag as one', () => {
    const { actions, state, store, experiments } = setup()
    store.begin()
    for (const seed of [2, 3]) actions.edit(withSeed(seed))
    vi.advanceTimersByTime(1000)
    actions.edit(() => other)
    actions.undo()
    expect([state().scenario.seed, state().canRedo]).toEqual([3, true])
    vi.advanceTimersByTime(1000)
    expect(experiments.at(-1)?.scenario).toEqual({ ...defaultStrategyScenario, seed: 3 })
    actions.undo()
    expect([state().scenario, state().canUndo]).toEqual([defaultStrategyScenario, false])
    actions.redo()
    actions.redo()
    expect(state().scenario).toEqual(other)
  })

  test('that say the same run nothing', () => {
    const { actions, store, experiments } = setup()
    store.begin()
    actions.edit(withSeed(1))
    expect(actions.open({ kind: 'strategy', strategy: defaultStrategyScenario.strategy })).toEqual([])
    vi.advanceTimersByTime(1000)
    expect(experiments).toHaveLength(1)
  })
})
