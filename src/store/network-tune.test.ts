import { expect, test } from 'vitest'
import { defaultNetworkScenario, fillNetworkDefaults } from '../scenario/network/defaults.ts'
import { networkBudget } from '../scenario/network/sweep-runs.ts'
import { createNetworkStore } from './network-store.ts'
import { fakeNetworkEngine, settled } from './testing.ts'
import type { FakeTraining } from './testing.ts'

const scenario = fillNetworkDefaults({
  ...defaultNetworkScenario, epochs: 4,
  runs: [
    { optimizer: 'adam', hyper: { lr: 0.01 } }, { optimizer: 'momentum', hyper: { lr: 0.02 } },
    { optimizer: { name: 'mine', rule: 'theta = theta - 0.1*g', hyper: {} } }, { optimizer: 'sgd', hyper: { lr: 0.1 } },
  ],
})

function setup() {
  const fake = fakeNetworkEngine()
  const store = createNetworkStore({ engine: fake.engine, initial: scenario })
  return { ...fake, store }
}

/** Every trial ends with a loss that `lossOf` says of its place. */
async function race(training: FakeTraining | undefined, lossOf: (trial: number) => number): Promise<void> {
  if (training === undefined) throw new Error('no training was asked for')
  const runs = training.scenario.runs.map((_, i) => i)
  training.build()
  const losses = Float64Array.from(runs, lossOf)
  training.frame({ kind: 'race', runs, places: [0, (training.options.places ?? 0) - 1], step: 4, epoch: 4, validationLoss: losses, validationMetric: losses, seconds: 1 })
  await training.finish()
  await settled()
}

const rates = (training: FakeTraining | undefined): unknown[] => training?.scenario.runs.map((run) => run.hyper?.['lr']) ?? []

test('every run gets the same trials; the rate among good neighbours is taken, in one step of undo', async () => {
  const { store, trainings, closed } = setup()
  const done = store.actions.tune([0, 1, 2], false)
  expect(trainings).toHaveLength(1)
  expect(store.getState().tuning).toMatchObject({ done: 0, of: 2 })
  expect(rates(trainings[0])).toHaveLength(networkBudget.rates)
  // A lucky spike at 3, a broad valley at 20, and what diverged at the end.
  await race(trainings[0], (trial) => (trial === 3 ? 0.001 : trial > 28 ? Number.NaN : 1 + Math.abs(trial - 20)))
  expect(store.getState().tuning).toMatchObject({ done: 1, of: 2, progress: 0.5 })
  await race(trainings[1], (trial) => 2 + Math.abs(trial - 5))
  await done
  const { runs } = store.getState().scenario
  expect(runs.map(({ tuned }) => tuned)).toEqual([{ trials: 32, over: ['lr'] }, { trials: 32, over: ['lr'] }, undefined, undefined])
  expect(runs.slice(0, 2).map(({ hyper }) => hyper?.['lr'])).toEqual([rates(trainings[0])[20], rates(trainings[1])[5]])
  expect(store.getState().tuning).toBeNull()
  expect(closed).toHaveLength(2)
  store.actions.undo()
  expect(store.getState().scenario.runs).toEqual(scenario.runs)
})

test('a second number is tuned where the rule has one', async () => {
  const { store, trainings } = setup()
  const done = store.actions.tune([0], true)
  expect(rates(trainings[0])).toHaveLength(networkBudget.grid ** 2)
  await race(trainings[0], (trial) => 1 + Math.abs(trial - 5 * networkBudget.grid - 6))
  await done
  const [run] = store.getState().scenario.runs
  const [trial] = trainings[0]?.scenario.runs.slice(5 * networkBudget.grid + 6) ?? []
  expect(run?.hyper).toEqual(trial?.hyper)
  expect(run?.tuned).toEqual({ trials: 144, over: ['lr', 'beta1'] })
})

test('a run of which no trial came through is left as it is', async () => {
  const { store, trainings } = setup()
  const done = store.actions.tune([3], false)
  await race(trainings[0], () => Number.NaN)
  await done
  expect(store.getState().scenario).toEqual(scenario)
})

test('a search ends when it is cancelled, or when what it searches for has changed', async () => {
  const { store, trainings } = setup()
  const done = store.actions.tune([0, 1], false)
  store.actions.cancelTune()
  await done
  expect(trainings[0]?.signal.aborted).toBe(true)
  const again = store.actions.tune([0, 1], false)
  store.actions.edit((now) => ({ ...now, batch: 8 }))
  await again
  expect(trainings[1]?.signal.aborted).toBe(true)
  expect(store.getState()).toMatchObject({ tuning: null, engineError: null })
  expect(store.getState().scenario.runs.some(({ tuned }) => tuned !== undefined)).toBe(false)
})
