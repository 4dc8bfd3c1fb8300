import { expect, test } from 'vitest'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import type { NetworkEngine } from '../store/network-types.ts'
import { fakeNetworkEngine, settled } from '../store/testing.ts'
import { trainBeside } from './playground-train.ts'

const scenario = { ...defaultNetworkScenario, epochs: 1, runs: defaultNetworkScenario.runs.slice(0, 2) }

function setup() {
  const { engine, trainings, closed } = fakeNetworkEngine()
  const looking: NetworkEngine = {
    ...engine,
    weights: ({ run }) => Promise.resolve({ entry: 4, values: Float64Array.of(run, 7) }),
    paths: () =>
      Promise.resolve({
        names: ['a', 'b'], runs: [1], paths: [{ entries: Int32Array.of(0, 4), x: Float64Array.of(1, 2), y: Float64Array.of(3, 4), distance: new Float64Array(2) }],
        variance: null, box: [[0, 1], [0, 1]], centre: new Float64Array(2), axes: [new Float64Array(2), new Float64Array(2)],
      }),
  }
  const training = (at: number) => {
    const found = trainings[at]
    if (!found) throw new Error('no training was asked for')
    return found
  }
  return { engine: looking, training, closed }
}

test('a training in a session of its own, as plain numbers, and the session is closed', async () => {
  const { engine, training, closed } = setup()
  const answer = trainBeside(engine, scenario)
  const { options, build, send, evaluate, finish } = training(0)
  expect(options).toMatchObject({ paused: false, pace: null })
  build()
  send(0, 5)
  evaluate(0)
  evaluate(4, true)
  await finish()
  const columns = { loss: [1, 1, 1, 1, 1], steps: [0, 4], epochs: [0, 1], trainLoss: [0, 4], testLoss: [0, 4], metric: [0, 4], status: 'finished', stoppedAt: 4 }
  expect(await answer).toMatchObject({
    device: 'cpu',
    precision: 'float64',
    metric: 'accuracy',
    seconds: 1,
    runs: [{ id: 'adam', ...columns, weights: [0, 7], x: [], y: [], at: [] }, { id: 'momentum', ...columns, weights: [1, 7], x: [1, 2], y: [3, 4], at: [0, 4] }],
  })
  expect(closed).toEqual([options.session])
})

test('two trainings at a time have two sessions, neither of them the page\'s', async () => {
  const { engine, training, closed } = setup()
  const both = [trainBeside(engine, scenario), trainBeside(engine, scenario)].map((one) => one.catch((error: unknown) => String(error)))
  const sessions = [0, 1].map((at) => training(at).options.session)
  expect(new Set([0, ...sessions]).size).toBe(3)
  await training(0).fail(new Error('out of memory'))
  await training(1).fail(new Error('out of memory'))
  await settled()
  expect(await Promise.all(both)).toEqual(['Error: out of memory', 'Error: out of memory'])
  expect(closed).toEqual(sessions)
})
