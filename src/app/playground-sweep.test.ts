import { expect, test } from 'vitest'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import { fakeNetworkEngine, settled } from '../store/testing.ts'
import { sweepBeside } from './playground-sweep.ts'

const scenario: NetworkScenario = { ...defaultNetworkScenario, epochs: 3, sweep: { x: { param: 'lr', values: [0.1, 0.01] }, seeds: 2 } }

test('a sweep in a session of its own, as plain numbers, and the session is closed', async () => {
  const { engine, trainings, closed } = fakeNetworkEngine()
  const answer = sweepBeside(engine, scenario)
  await settled()
  const [training] = trainings
  if (!training) throw new Error('no training was asked for')
  expect(training.scenario.runs.map((run) => [run.hyper?.['lr'], run.seed])).toEqual([[0.1, undefined], [0.1, 2], [0.01, undefined], [0.01, 2]])
  training.build()
  const last = (training.options.places ?? 0) - 1
  training.frame({ kind: 'race', runs: [0, 1, 2, 3], places: [0, last], step: 12, epoch: 3, validationLoss: Float64Array.of(1, 2, 3, 4), validationMetric: Float64Array.of(0, 0.5, 1, 1), seconds: 1 })
  await training.finish()
  expect(await answer).toMatchObject({
    device: 'cpu', params: ['lr'], x: [0.1, 0.01], y: [], seeds: 2, final: [1, 2, 3, 4], best: [1, 2, 3, 4], metric: [0, 0.5, 1, 1], updates: 48,
    status: ['finished', 'finished', 'finished', 'finished'],
  })
  expect(closed).toEqual([training.options.session])
})

test('refuses what a sweep cannot be', async () => {
  const { engine } = fakeNetworkEngine()
  const side = (param: string) => ({ param, min: 0.1, max: 0.9, count: 64, scale: 'linear' }) as const
  await expect(sweepBeside(engine, { ...scenario, sweep: { x: side('beta1'), y: side('beta2') } })).rejects.toThrow('4096 networks are too many')
})
