import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import { createNetworkStore } from './network-store.ts'
import { fakeNetworkEngine, settled } from './testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setup() {
  const fake = fakeNetworkEngine()
  const store = createNetworkStore({ engine: fake.engine, initial: defaultNetworkScenario })
  const last = () => {
    const training = fake.trainings.at(-1)
    if (!training) throw new Error('no training was asked for')
    return training
  }
  return { ...fake, store, state: store.getState, actions: store.actions, last }
}
/** The first training under way: so many updates are made. */
async function training(updates = 8) {
  const bench = setup()
  bench.store.begin()
  await settled()
  await bench.loads[0]?.finish()
  bench.last().build()
  bench.last().evaluate(0)
  if (updates > 0) bench.last().send(0, updates)
  return bench
}
const withLr = (lr: number) => (scenario: NetworkScenario) => ({ ...scenario, runs: scenario.runs.map((run) => ({ ...run, hyper: { ...run.hyper, lr } })) })
const withSeed = (seed: unknown) => (scenario: NetworkScenario) => ({ ...scenario, seed })
const withLabel = (label: string) => (scenario: NetworkScenario) => ({ ...scenario, runs: scenario.runs.map((run) => ({ ...run, label })) })
const rates = (scenario: NetworkScenario | undefined): unknown[] => scenario?.runs.map((run) => run.hyper?.['lr']) ?? []

describe('a new store', () => {
  test('asks for nothing before its tab is opened, then for the data, then trains them', async () => {
    const { store, state, loads, trainings } = setup()
    store.actions.edit(withSeed(5))
    await settled()
    expect([state().status, loads, trainings]).toEqual(['idle', [], []])
    store.begin()
    store.begin()
    await settled()
    expect(loads.map(({ request }) => request)).toEqual([{ dataset: defaultNetworkScenario.dataset, seed: 5 }])
    loads[0]?.progress(0.25)
    expect(state()).toMatchObject({ status: 'loading', loading: 0.25, data: null })
    await loads[0]?.finish()
    expect(state()).toMatchObject({ status: 'playing', loading: null, data: { train: 5 } })
    expect(trainings.map(({ options }) => options)).toEqual([{ session: 0, paused: false, pace: 5 }])
  })

  test('shows what comes, counts it up, and is finished when the answer is there', async () => {
    const { store, state, last } = await training(1)
    expect(store.trace()?.runs[0]?.loss).toEqual(Float64Array.of(1))
    const version = state().traceVersion
    const before = store.trace()
    expect(store.trace()).toBe(before)
    last().send(1, 240)
    expect(state().traceVersion).toBe(version + 1)
    expect(store.trace()?.runs[0]?.loss).toHaveLength(241)
    await last().finish()
    expect(state().status).toBe('finished')
    expect(store.trace()?.answer?.seconds).toBe(1)
  })

  test('nothing is on the screen before the first entries, but runs that were all refused are', async () => {
    const { store, loads, last } = setup()
    store.begin()
    await settled()
    await loads[0]?.finish()
    last().build()
    expect(store.trace()).toBeNull()
    last().build('needs a Hessian')
    expect(store.trace()?.runs[0]).toMatchObject({ status: 'refused', why: 'needs a Hessian' })
  })
})

describe('numbers of the rules', () => {
  test('change without a reset while it trains, and the place is noted', async () => {
    const { store, actions, retuned, trainings } = await training(8)
    actions.edit(withLr(0.5))
    await settled()
    expect(rates(retuned[0]?.scenario)).toEqual([0.5, 0.5, 0.5, 0.5])
    await retuned[0]?.finish()
    expect(trainings).toHaveLength(1)
    expect(trainings[0]?.signal.aborted).toBe(false)
    expect(store.trace()).toMatchObject({ changes: [8], scenario: { runs: [{ hyper: { lr: 0.5 } }, {}, {}, {}] } })
  })

  test('change so while it is paused, too', async () => {
    const { actions, retuned } = await training(8)
    actions.pause()
    actions.edit(withLr(0.5))
    await settled()
    expect(retuned).toHaveLength(1)
  })

  test('of a dragged slider: one question at a time, the latest next, one mark', async () => {
    const { store, actions, retuned, last } = await training(8)
    for (const lr of [0.1, 0.2, 0.3, 0.4]) actions.edit(withLr(lr))
    await settled()
    expect(retuned.map(({ scenario }) => rates(scenario)[0])).toEqual([0.1])
    await retuned[0]?.finish()
    last().send(8, 4)
    vi.advanceTimersByTime(100)
    await retuned[1]?.finish()
    expect(retuned.map(({ scenario }) => rates(scenario)[0])).toEqual([0.1, 0.4])
    expect(store.trace()?.changes).toEqual([8])
    vi.advanceTimersByTime(1000)
    actions.edit(withLr(0.6))
    await settled()
    await retuned[2]?.finish()
    expect(store.trace()?.changes).toEqual([8, 12])
  })

  test.each(['at entry 0', 'when it is finished', 'when the engine would not have them'])('begin again %s', async (when) => {
    const { actions, retuned, trainings, last } = await training(when === 'at entry 0' ? 0 : 8)
    if (when === 'when it is finished') await last().finish()
    vi.advanceTimersByTime(1000)
    actions.edit(withLr(0.5))
    await settled()
    if (when === 'when the engine would not have them') await retuned[0]?.fail(new Error('other texts'))
    await settled()
    expect(trainings).toHaveLength(2)
    expect(rates(trainings[1]?.scenario)).toEqual([0.5, 0.5, 0.5, 0.5])
    expect(trainings[1]?.options.paused).toBe(false)
  })

  test('that came too late, after the last update, begin again', async () => {
    const { actions, retuned, trainings, last } = await training(8)
    actions.edit(withLr(0.5))
    await settled()
    await last().finish()
    await retuned[0]?.finish()
    await settled()
    expect(trainings).toHaveLength(2)
  })

  test('a drag that began again goes on beginning again', async () => {
    const { actions, retuned, trainings, last } = await training(8)
    await last().finish()
    vi.advanceTimersByTime(1000)
    for (const lr of [0.1, 0.2, 0.3]) {
      actions.edit(withLr(lr))
      await vi.advanceTimersByTimeAsync(200)
      last().build()
      last().send(0, 9)
    }
    expect(retuned).toEqual([])
    expect(trainings.map(({ scenario }) => rates(scenario)[0])).toEqual([0.01, 0.1, 0.2, 0.3])
  })
})

describe('an edit of what is trained', () => {
  test('begins again, playing if it played; the old picture stays until there is a new one', async () => {
    const { store, state, actions, trainings, last } = await training(8)
    vi.advanceTimersByTime(1000)
    actions.edit((scenario) => ({ ...scenario, batch: 4 }))
    await settled()
    expect(trainings[0]?.signal.aborted).toBe(true)
    expect(last().options.paused).toBe(false)
    trainings[0]?.send(8, 1)
    expect(store.trace()?.runs[0]?.loss).toHaveLength(8)
    last().build()
    last().send(0, 2)
    expect(store.trace()).toMatchObject({ scenario: { batch: 4 }, runs: [{ loss: Float64Array.of(1, 1) }, {}, {}, {}] })
    expect(state().status).toBe('playing')
  })

  test('begins again at rest if it was paused', async () => {
    const { state, actions, last } = await training(8)
    actions.pause()
    vi.advanceTimersByTime(1000)
    actions.edit((scenario) => ({ ...scenario, epochs: 7 }))
    await settled()
    expect(last().options.paused).toBe(true)
    expect(state().status).toBe('paused')
  })

  test('asks for data only where these change', async () => {
    const { actions, loads, last } = await training(8)
    vi.advanceTimersByTime(1000)
    actions.edit((scenario) => ({ ...scenario, dataset: { ...scenario.dataset, jitter: 0.1 } }))
    await settled()
    expect([loads.length, last().scenario.dataset.jitter]).toEqual([1, 0.1])
    vi.advanceTimersByTime(1000)
    actions.edit(withSeed(2))
    await settled()
    expect(loads).toHaveLength(2)
  })

  test.each([
    ['labels', withLabel('mine')],
    ['colours', (s: NetworkScenario) => ({ ...s, runs: s.runs.map((run) => ({ ...run, color: '#000000' })) })],
    ['hidden runs', (s: NetworkScenario) => ({ ...s, runs: s.runs.map((run) => ({ ...run, hidden: true })) })],
    ['the plane', (s: NetworkScenario) => ({ ...s, plane: { kind: 'random', seed: 3 } })],
    ['the view', (s: NetworkScenario) => ({ ...s, view: 'weights' })],
  ])('%s only change the picture', async (_, change) => {
    const { store, state, actions, trainings, retuned } = await training(8)
    vi.advanceTimersByTime(1000)
    const { traceVersion } = state()
    actions.edit(change)
    await settled()
    expect([trainings.length, trainings[0]?.signal.aborted, retuned]).toEqual([1, false, []])
    expect(state().traceVersion).toBe(traceVersion + 1)
    expect(store.trace()?.scenario).toBe(state().scenario)
  })

  test('an invalid one changes nothing but the problems', async () => {
    const { state, actions, trainings } = await training(8)
    actions.edit(withSeed('abc'))
    expect(state()).toMatchObject({ scenario: defaultNetworkScenario, problems: [{ path: 'seed' }], canUndo: false, status: 'playing' })
    expect(trainings).toHaveLength(1)
  })
})

describe('edits faster than trainings', () => {
  test('the latest wins, and not all are begun', async () => {
    const { actions, trainings } = await training(8)
    vi.advanceTimersByTime(1000)
    for (let epochs = 1; epochs <= 60; epochs++) {
      actions.edit((scenario) => ({ ...scenario, epochs }))
      await vi.advanceTimersByTimeAsync(16)
    }
    await vi.advanceTimersByTimeAsync(2000)
    expect(trainings.at(-1)?.scenario.epochs).toBe(60)
    expect(trainings.length).toBeLessThan(8)
    expect(trainings.filter(({ signal }) => !signal.aborted)).toHaveLength(1)
  })

  test('a long drag on a slow device comes to a picture all the same', async () => {
    const { store, actions, trainings } = await training(8)
    const took = 900
    let shownAt = 0
    vi.advanceTimersByTime(1000)
    const begun = new Map<number, number>()
    for (let ms = 0; ms < 8000; ms += 20) {
      actions.edit((scenario) => ({ ...scenario, epochs: 2 + (ms / 20) }))
      await vi.advanceTimersByTimeAsync(20)
      const current = trainings.length - 1
      if (!begun.has(current)) begun.set(current, ms)
      if (current > 0 && ms - (begun.get(current) ?? 0) === took) {
        trainings[current]?.build()
        trainings[current]?.send(0, 2)
        shownAt ||= ms
      }
    }
    expect(shownAt).toBeGreaterThan(0)
    expect(store.trace()?.scenario.epochs).toBeGreaterThan(2)
  })

  test('going back to what is under way keeps it', async () => {
    const { actions, trainings } = await training(8)
    actions.edit((scenario) => ({ ...scenario, epochs: 7 }))
    actions.edit((scenario) => ({ ...scenario, epochs: defaultNetworkScenario.epochs }))
    await vi.advanceTimersByTimeAsync(2000)
    expect(trainings).toHaveLength(1)
    expect(trainings[0]?.signal.aborted).toBe(false)
  })

  test('while the data load, the newest scenario is what will be trained on them', async () => {
    const { store, actions, loads, trainings } = setup()
    store.begin()
    await settled()
    actions.edit((scenario) => ({ ...scenario, runs: scenario.runs.slice(0, 2) }))
    await loads[0]?.finish()
    expect(loads).toHaveLength(1)
    expect(trainings.map(({ scenario }) => scenario.runs.length)).toEqual([2])
    trainings[0]?.build()
    trainings[0]?.send(0, 1)
    expect(store.trace()?.runs).toHaveLength(2)
  })
})

describe('what fails', () => {
  test('data that cannot be had: a sentence, the earlier data and numbers stay; another edit tries again', async () => {
    const { store, state, actions, loads, last } = await training(8)
    vi.advanceTimersByTime(1000)
    actions.edit(withSeed(2))
    await settled()
    await loads[1]?.fail(new Error('The data could not be loaded.'))
    expect(state()).toMatchObject({ status: 'failed', engineError: 'The data could not be loaded.', data: { train: 1 }, loading: null })
    expect(store.trace()?.runs[0]?.loss).toHaveLength(8)
    actions.edit(withLabel('no new attempt'))
    await settled()
    expect(loads).toHaveLength(2)
    actions.play()
    await settled()
    await loads[2]?.finish()
    expect(state()).toMatchObject({ status: 'playing', engineError: null, data: { train: 2 } })
    expect(last().scenario.seed).toBe(2)
  })

  test('the way back to data that are there needs no loading', async () => {
    const { state, actions, loads, last } = await training(8)
    vi.advanceTimersByTime(1000)
    actions.edit(withSeed(2))
    await settled()
    await loads[1]?.fail(new Error('offline'))
    actions.undo()
    await settled()
    expect([loads.length, last().scenario.seed, state().engineError]).toEqual([2, 1, null])
  })

  test('a training that fails: a sentence', async () => {
    const { state, last } = await training(8)
    await last().fail(new Error('out of memory'))
    expect(state()).toMatchObject({ status: 'failed', engineError: 'out of memory' })
  })

  test('a frame that does not fit: a sentence, and what came before stays', async () => {
    const { store, state, last } = await training(8)
    last().send(20, 1)
    await settled()
    expect(state()).toMatchObject({ status: 'failed', engineError: 'frame: expected entries of run 0 from 8, got them from 20' })
    expect(store.trace()?.runs[0]?.loss).toHaveLength(8)
  })
})

describe('time', () => {
  test('pause, play, one batch, one epoch', async () => {
    const { state, actions, steered } = await training(8)
    actions.pause()
    expect(state().status).toBe('paused')
    actions.play()
    expect(state().status).toBe('playing')
    actions.stepBatch()
    actions.stepEpoch()
    expect(state().status).toBe('paused')
    expect(steered).toEqual([{ kind: 'pause' }, { kind: 'play' }, { kind: 'batch' }, { kind: 'epoch' }])
  })

  test('what is steered before the networks are built waits until they are', async () => {
    const { store, actions, loads, steered, last } = setup()
    store.begin()
    await settled()
    await loads[0]?.finish()
    actions.stepBatch()
    expect(steered).toEqual([])
    last().build()
    expect(steered).toEqual([{ kind: 'batch' }])
  })

  test('paused while the data load, it begins at rest', async () => {
    const { store, state, actions, loads, last } = setup()
    store.begin()
    await settled()
    actions.pause()
    await loads[0]?.finish()
    expect(last().options.paused).toBe(true)
    expect(state().status).toBe('paused')
  })

  test('reset goes back to entry 0 and rests there; play at the end begins again', async () => {
    const { state, actions, trainings, last } = await training(8)
    vi.advanceTimersByTime(1000)
    actions.reset()
    await settled()
    expect(trainings.map(({ options }) => options.paused)).toEqual([false, true])
    last().build()
    last().send(0, 241)
    await last().finish()
    expect(state().status).toBe('finished')
    vi.advanceTimersByTime(1000)
    actions.play()
    await settled()
    expect(trainings.map(({ options }) => options.paused)).toEqual([false, true, false])
  })

  test('the pace lets a training be watched, until one is chosen', async () => {
    const { state, actions, steered } = await training(8)
    expect(state().pace).toBe(5)
    actions.edit((scenario) => ({ ...scenario, epochs: 240 }))
    expect(state().pace).toBe(20)
    actions.edit((scenario) => ({ ...scenario, epochs: 2 }))
    expect(state().pace).toBe(1)
    actions.setPace(null)
    actions.setPace(Number.NaN)
    expect(steered).toEqual([{ kind: 'pace', pace: null }])
    actions.edit((scenario) => ({ ...scenario, epochs: 240 }))
    expect(state().pace).toBeNull()
  })

  test('views are told to look again four times a second while it trains, at once when it rests', async () => {
    const { state, actions, last } = await training(8)
    const begun = state().lookVersion
    for (let step = 8; step < 108; step++) {
      last().send(step, 1)
      vi.advanceTimersByTime(10)
    }
    expect(state().lookVersion - begun).toBeGreaterThanOrEqual(3)
    expect(state().lookVersion - begun).toBeLessThanOrEqual(5)
    actions.pause()
    const { lookVersion } = state()
    last().send(108, 1)
    expect(state().lookVersion).toBe(lookVersion + 1)
    await last().finish()
    expect(state().lookVersion).toBe(lookVersion + 2)
  })
})

describe('open', () => {
  test('begins with what it is given, and plays, even where only numbers differ', async () => {
    const { state, actions, retuned, trainings } = await training(8)
    actions.pause()
    vi.advanceTimersByTime(1000)
    expect(actions.open(withLr(0.5)(defaultNetworkScenario))).toEqual([])
    await settled()
    expect(retuned).toEqual([])
    expect(trainings.map(({ options }) => options.paused)).toEqual([false, false])
    expect(rates(trainings[1]?.scenario)[0]).toBe(0.5)
    actions.undo()
    expect(rates(state().scenario)[0]).toBe(0.01)
  })

  test('gives back what is wrong', () => {
    const { state, actions } = setup()
    expect(actions.open({ ...defaultNetworkScenario, epochs: 0 })).toMatchObject([{ path: 'epochs' }])
    expect(state().scenario).toBe(defaultNetworkScenario)
  })
})

describe('undo', () => {
  test('goes back and forth, and trains what it finds; a view is no edit', async () => {
    const { state, actions, last } = await training(8)
    vi.advanceTimersByTime(1000)
    actions.edit((scenario) => ({ ...scenario, batch: 4 }))
    actions.setView('weights')
    actions.undo()
    expect(state()).toMatchObject({ scenario: { batch: 16, view: 'weights' }, canUndo: false, canRedo: true })
    actions.redo()
    expect(state()).toMatchObject({ scenario: { batch: 4 }, canRedo: false })
    await vi.advanceTimersByTimeAsync(1000)
    expect(last().scenario.batch).toBe(4)
  })

  test('a person\'s own rows are held once, however often something else is edited', () => {
    const { state, actions } = setup()
    const own = { name: 'mine', columns: ['a', 'b'], rows: [[1, 2], [3, 4], [5, 6], [7, 8]], target: 'kind', targets: ['p', 'q', 'p', 'q'] }
    expect(actions.open({ ...defaultNetworkScenario, dataset: { own, split: 0.5, standardize: true } })).toEqual([])
    const held = state().scenario.dataset.own
    actions.edit((scenario) => ({ ...scenario, dataset: { ...scenario.dataset, jitter: 0.1 } }))
    actions.edit(withSeed(9))
    expect(state().scenario.dataset).toMatchObject({ jitter: 0.1 })
    expect(state().scenario.dataset.own).toBe(held)
  })

  test('the selected run stays as far as it still exists', () => {
    const { state, actions } = setup()
    actions.selectRun(9)
    expect(state().selectedRun).toBe(3)
    actions.edit((scenario) => ({ ...scenario, runs: scenario.runs.slice(0, 2) }))
    expect(state().selectedRun).toBe(1)
  })
})
