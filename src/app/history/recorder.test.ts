// What comes into the history of what is done on the page, on real stores and engines that do as the test says.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fillDefaults } from '../../scenario/defaults.ts'
import { defaultNetworkScenario } from '../../scenario/network/defaults.ts'
import { defaultStrategyScenario } from '../../scenario/strategies/defaults.ts'
import { createAppStore } from '../../store/app-store.ts'
import { createHistoryStore } from '../../store/history-store.ts'
import type { HistoryEntry, HistoryPicture } from '../../store/history-types.ts'
import { mostPoints, titleOf } from '../../store/history-types.ts'
import { createModeStore } from '../../store/mode.ts'
import { createNetworkStore } from '../../store/network-store.ts'
import { createStrategyStore } from '../../store/strategy-store.ts'
import { fakeEngine, fakeNetworkEngine, fakeStrategyEngine, settled } from '../../store/testing.ts'
import { startRecorder } from './recorder.ts'

const still = 2000
const scenario = fillDefaults({ landscape: 'rosenbrock', steps: 600, runs: [{ optimizer: 'adam', hyper: { lr: 0.05 } }, { optimizer: 'sgd', hyper: { lr: 0.001 } }] })
const picture = { light: 'data:image/png;base64,AAAA', dark: 'data:image/png;base64,AAAA' }

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function setup() {
  const races = fakeEngine()
  const nets = fakeNetworkEngine()
  const experiments = fakeStrategyEngine()
  const landscape = createAppStore({ engine: races.engine, initial: scenario })
  const network = createNetworkStore({ engine: nets.engine, initial: { ...defaultNetworkScenario, epochs: 100, runs: [{ optimizer: 'adam', hyper: { lr: 0.03 } }] } })
  const strategy = createStrategyStore({ engine: experiments.engine, initial: defaultStrategyScenario })
  const mode = createModeStore()
  let ids = 0
  const history = createHistoryStore({ open: () => Promise.reject(new Error('none')), now: () => Date.now(), newId: () => `id-${(ids += 1)}`, rest: () => Promise.resolve() })
  const pictures = { race: vi.fn<() => Promise<HistoryPicture>>(() => Promise.resolve(picture)), curves: () => Promise.resolve(picture) }
  const begin = (): (() => void) => startRecorder({ landscape, network, strategy, mode, history, pictures, say: ({ key }) => key, rest: () => Promise.resolve() })
  const pass = async (time = still): Promise<void> => {
    await vi.advanceTimersByTimeAsync(time)
    // What is recorded goes through many hands, none of which waits for a clock.
    for (let i = 0; i < 20; i += 1) await settled()
  }
  const entries = (): readonly HistoryEntry[] => history.getState().entries ?? []
  /** Ends the rollout that was asked for last. */
  const race = async (): Promise<void> => {
    await settled()
    const rollout = races.rollouts.at(-1)
    rollout?.send(0, scenario.steps + 1)
    await rollout?.finish()
  }
  /** The data are there and the networks built. */
  const train = async () => {
    mode.setMode('network')
    network.begin()
    await settled()
    await nets.loads.at(-1)?.finish()
    const training = nets.trainings.at(-1)
    if (!training) throw new Error('no training was asked for')
    training.build()
    return training
  }
  return { landscape, network, strategy, mode, history, pictures, begin, pass, entries, race, train, nets, experiments }
}

describe('races', () => {
  test('one that stands still is kept with its numbers, its curves and its picture', async () => {
    const { begin, race, pass, entries, history } = setup()
    begin()
    await race()
    await pass(still - 1)
    expect(entries()).toEqual([])
    await pass(10)
    expect(entries()).toMatchObject([{ kind: 'landscape', subject: 'Rosenbrock', measure: 'loss', device: 'CPU · float64', milliseconds: 1, picture, changed: false }])
    expect(entries().map(titleOf)).toEqual(['Rosenbrock: Adam, Gradient descent'])
    // Every loss is the scenario's seed.
    expect(entries()[0]?.runs).toEqual([{ name: 'Adam', status: 'finished', step: 600, final: 1, best: 1, steps: null }, expect.objectContaining({ name: 'Gradient descent' })])
    const body = await history.body('id-1')
    expect(body?.scenario).toEqual(scenario)
    expect(body?.curves.map(({ at }) => [at[0], at.at(-1), at.length <= mostPoints])).toEqual([[0, 600, true], [0, 600, true]])
  })

  test('not each tick of a slider, only where it came to rest', async () => {
    const { begin, race, pass, entries, landscape } = setup()
    begin()
    await race()
    for (let seed = 2; seed < 12; seed += 1) {
      landscape.actions.edit((now) => ({ ...now, seed }))
      await race()
      await pass(300)
    }
    await pass()
    expect(entries()).toMatchObject([{ runs: [{ final: 11 }, { final: 11 }] }])
  })

  test('nothing while it is computed, nor of another tab', async () => {
    const { begin, race, pass, entries, landscape, mode } = setup()
    begin()
    await pass()
    await race()
    landscape.actions.edit((now) => ({ ...now, seed: 2 }))
    await pass()
    expect(entries()).toEqual([])
    mode.setMode('strategy')
    await race()
    await pass()
    expect(entries()).toEqual([])
    mode.setMode('landscape')
    await pass()
    expect(entries()).toHaveLength(1)
  })

  test('a look, a label or the same race again makes no second entry; the same again becomes the newest', async () => {
    const { begin, race, pass, entries, landscape } = setup()
    begin()
    await race()
    await pass()
    landscape.actions.setView('surface')
    landscape.actions.edit((now) => ({ ...now, runs: now.runs.map((run, i) => (i === 0 ? { ...run, label: 'mine' } : run)) }))
    await pass()
    expect(entries().map(titleOf)).toEqual(['Rosenbrock: mine, Gradient descent'])
    landscape.actions.edit((now) => ({ ...now, seed: 5 }))
    await race()
    await pass()
    landscape.actions.open(scenario)
    await race()
    await pass()
    expect(entries().map(({ id }) => id)).toEqual(['id-1', 'id-2'])
  })

  test('what was there before the recorder came is kept, too, and nothing after it stopped', async () => {
    const { begin, race, pass, entries, landscape } = setup()
    await race()
    await pass()
    const stop = begin()
    await pass()
    expect(entries()).toHaveLength(1)
    stop()
    landscape.actions.edit((now) => ({ ...now, seed: 2 }))
    await race()
    await pass()
    expect(entries()).toHaveLength(1)
  })

  test('without a picture it is kept all the same', async () => {
    const { begin, race, pass, entries, pictures } = setup()
    pictures.race.mockRejectedValueOnce(new Error('no canvas'))
    begin()
    await race()
    await pass()
    expect(entries()).toMatchObject([{ picture: null }])
  })
})

describe('trainings', () => {
  test('one that ends is kept with its validation losses over the updates', async () => {
    const { begin, pass, entries, train, history } = setup()
    begin()
    const training = await train()
    training.send(0, 401)
    for (const step of [0, 200, 400]) training.evaluate(step, step === 400)
    await training.finish()
    await pass(100)
    expect(entries()).toMatchObject([{ kind: 'network', subject: 'Two moons', measure: 'validation', runs: [{ status: 'finished', step: 400, final: 400, best: 0, steps: null }] }])
    expect((await history.body('id-1'))?.curves[0]).toEqual({ run: 0, at: [0, 200, 400], values: [0, 200, 400] })
  })

  test('one that is stopped is kept when it rests, and what follows takes the same place', async () => {
    const { begin, pass, entries, train, network } = setup()
    begin()
    const training = await train()
    training.send(0, 9)
    training.evaluate(8)
    network.actions.pause()
    await pass(still - 10)
    expect(entries()).toEqual([])
    network.actions.stepBatch()
    training.send(9, 1)
    training.evaluate(9)
    await pass()
    expect(entries()).toMatchObject([{ id: 'id-1', runs: [{ status: 'stopped', final: 9 }] }])
    network.actions.play()
    training.send(10, 391)
    training.evaluate(400, true)
    await training.finish()
    await pass(100)
    expect(entries()).toMatchObject([{ id: 'id-1', runs: [{ status: 'finished', final: 400 }] }])
    expect(entries()).toHaveLength(1)
  })

  test('one that is replaced is kept if it was watched, with all that it had come to', async () => {
    const { begin, pass, entries, train, network, nets } = setup()
    begin()
    const first = await train()
    first.send(0, 9)
    first.evaluate(8)
    await pass(still + 500)
    first.send(9, 4)
    first.evaluate(12)
    network.actions.edit((now) => ({ ...now, batch: 8 }))
    await pass(300)
    nets.trainings.at(-1)?.build()
    nets.trainings.at(-1)?.send(0, 5)
    // Looks are half a second apart.
    await pass(600)
    nets.trainings.at(-1)?.send(5, 1)
    await pass(100)
    expect(entries()).toMatchObject([{ runs: [{ status: 'stopped', final: 12 }] }])
    // The second was seen for a moment only.
    network.actions.edit((now) => ({ ...now, batch: 4 }))
    await pass(300)
    nets.trainings.at(-1)?.build()
    nets.trainings.at(-1)?.send(0, 5)
    // Looks are half a second apart.
    await pass(600)
    nets.trainings.at(-1)?.send(5, 1)
    await pass(100)
    expect(entries()).toHaveLength(1)
  })

  test('nothing where nothing was updated', async () => {
    const { begin, pass, entries, train, network } = setup()
    begin()
    const training = await train()
    training.send(0, 1)
    training.evaluate(0)
    network.actions.pause()
    await pass()
    expect(entries()).toEqual([])
  })
})

describe('experiments', () => {
  test('one that is done is kept with what it claimed; one that is cancelled is not', async () => {
    const { begin, pass, entries, strategy, experiments } = setup()
    begin()
    strategy.actions.run()
    await settled()
    strategy.actions.cancel()
    await pass(100)
    expect(entries()).toEqual([])
    strategy.actions.run()
    await settled()
    const experiment = experiments.experiments.at(-1)
    experiment?.show('holds', 2)
    experiment?.show('fails', 0)
    experiment?.frame({
      kind: 'block', id: 'curves',
      block: { kind: 'curves', title: { key: 'title' }, x: { key: 'x' }, y: { key: 'y' }, series: [{ name: { key: 'a name' }, x: Float64Array.of(1, 2), y: Float64Array.of(4, 3), style: 'line' }] },
    })
    await experiment?.finish()
    await pass(100)
    expect(entries()).toMatchObject([{ kind: 'strategy', measure: 'series', claims: { held: 1, of: 2 }, milliseconds: 1000, runs: [{ name: 'a name', final: 3, best: null }] }])
  })
})
