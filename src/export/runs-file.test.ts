import { expect, it } from 'vitest'
import { examples } from '../scenario/examples.ts'
import { validateAny } from '../scenario/validate.ts'
import { raceNumbers, runsFile, trainingNumbers } from './runs-file.ts'
import { readScenarioFile } from './scenario-file.ts'

const { scenario } = validateAny(examples[0]?.scenario)
if (!scenario) throw new Error('expected a valid example')

const race = {
  name: 'Adam', x: Float64Array.of(1, 2, 9), y: Float64Array.of(3, 4, 9), loss: Float64Array.of(5, 0.1, Number.NaN), gradNorm: Float64Array.of(7, 8, 9),
  lr: Float64Array.of(Number.NaN, 0.5, 0.5), slots: { 'm.x': Float64Array.of(0, 0.25, 9) }, last: 1, status: 'diverged', stoppedAt: 2,
}
const training = {
  name: 'SGD', loss: Float64Array.of(1, 1 / 3), gradNorm: Float64Array.of(2, 1), lr: Float64Array.of(Number.NaN, 0.1), steps: Int32Array.of(0, 1), epochs: Float64Array.of(0, 0.5),
  trainLoss: Float64Array.of(1, 0.5), validationLoss: Float64Array.of(1, 0.75), trainMetric: Float64Array.of(0, 1), validationMetric: Float64Array.of(0, 0.5),
  status: 'finished', stoppedAt: -1, tensors: [{ name: 'W1', shape: [1, 2], offset: 0, size: 2, matrix: true }], weights: Float64Array.of(0.1, -2),
}

it('holds every number of a race up to its last entry', () => {
  const file: unknown = JSON.parse([...runsFile(scenario, { device: 'cpu' }, 'runs', [raceNumbers(race)])].join(''))
  expect(file).toMatchObject({
    format: 'descent-runs',
    device: 'cpu',
    runs: [{ name: 'Adam', status: 'diverged', stoppedAt: 2, x: [1, 2], y: [3, 4], loss: [5, 0.1], gradNorm: [7, 8], lr: [null, 0.5], slots: { 'm.x': [0, 0.25] } }],
  })
})

it('holds every number of a training, and its weights', () => {
  const file: unknown = JSON.parse([...runsFile(scenario, {}, 'runs', [trainingNumbers(training), trainingNumbers(training)])].join(''))
  expect(file).toMatchObject({ runs: [{ loss: [1, 1 / 3], steps: [0, 1], testLoss: [1, 0.75], metric: [0, 0.5], tensors: [{ name: 'W1', shape: [1, 2] }], weights: [0.1, -2] }, { name: 'SGD' }] })
})

it('opens again as the scenario', () => {
  for (const runs of [[], [raceNumbers(race)]]) expect(readScenarioFile([...runsFile(scenario, {}, 'runs', runs)].join(''))).toEqual({ scenario })
})
