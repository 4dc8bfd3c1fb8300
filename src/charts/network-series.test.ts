import { describe, expect, test } from 'vitest'
import { fillNetworkDefaults } from '../scenario/network/defaults.ts'
import type { TrainRun, TrainTrace } from '../store/network-types.ts'
import { trainCurveBox } from './network-curve-box.ts'
import { sortedRows, trainFairness, trainRows } from './network-results.ts'
import { axisEnd, createDigests, epochPlace, linesOf, valueAt } from './network-series.ts'
import type { LineContext } from './network-series.ts'

const run = (more: Partial<TrainRun> = {}): TrainRun => ({
  loss: Float64Array.of(4, 3, 2, 1), gradNorm: Float64Array.of(1, 1, 1, 1), lr: Float64Array.of(Number.NaN, 0.1, 0.1, 0.1),
  steps: Int32Array.of(0, 2, 3), epochs: Float64Array.of(0, 1, 1.5), trainLoss: Float64Array.of(4, 2, 1), validationLoss: Float64Array.of(5, 2.5, 3),
  trainMetric: Float64Array.of(0.1, 0.8, 0.9), validationMetric: Float64Array.of(0.1, 0.7, 0.6), tensorNorms: [Float64Array.of(3, 2, 1), Float64Array.of(1, 1, 1)], tensorNames: ['W1', 'b1'],
  params: 9, total: 6, status: 'running', stoppedAt: 3, ...more,
})
const scenario = fillNetworkDefaults({ kind: 'network', dataset: { id: 'moons' }, epochs: 2, batch: 16, runs: [{ optimizer: 'adam' }, { optimizer: 'sgd' }] })
// A growing batch: two updates in the first epoch, one in the second, then one more.
const group = { runs: [0, 1], refused: null, params: 9, tensors: [], steps: 4, epochSteps: [2, 1, 1] }
const built = { kind: 'built', device: 'cpu', precision: 'float64', adapter: '', reason: '', groups: [group], train: 32, validation: 8, metric: 'accuracy' } as const
const traceOf = (...runs: readonly TrainRun[]): TrainTrace => ({ scenario, runs, built, epoch: 1, seconds: 1, samples: 48, answer: null, changes: [], losses: 0 })
const style = (index: number) => ({ index, color: '#000000', dash: [], label: `run ${index}`, hidden: false })
const context = (more: Partial<LineContext> = {}): LineContext => ({
  styles: [style(0), style(1)], axis: 'epoch', parts: { batch: false, train: true, validation: true }, selectedRun: 0, layerColor: () => '#123456', digests: createDigests(), ...more,
})

describe('the place of an entry', () => {
  test('counts epochs by the batches they have', () => {
    const place = epochPlace(built, 0)
    expect([0, 1, 2, 2.5, 3, 4].map(place)).toEqual([0, 0.5, 1, 1.5, 2, 3])
  })

  test('is 0 before anything is built', () => {
    expect(epochPlace(null, 0)(7)).toBe(0)
  })
})

describe('the lines of a training', () => {
  test('are training and validation loss of each run, where it was evaluated', () => {
    const lines = linesOf('loss', traceOf(run(), run()), context())
    expect(lines.map(({ run: index, part }) => `${index} ${part}`)).toEqual(['0 train', '0 validation', '1 train', '1 validation'])
    expect([...(lines[1]?.at ?? [])]).toEqual([0, 1, 1.5])
    expect([...(lines[1]?.values ?? [])]).toEqual([5, 2.5, 3])
  })

  test('are every batch and its moving mean when asked for', () => {
    const lines = linesOf('loss', traceOf(run()), context({ parts: { batch: true, train: false, validation: false }, axis: 'step' }))
    expect(lines.map(({ part }) => part)).toEqual(['batch', 'smooth'])
    expect([...(lines[0]?.values ?? [])]).toEqual([4, 3, 2, 1])
    expect([...(lines[0]?.at ?? [])]).toEqual([0, 1, 2, 3])
  })

  test('leave out hidden and refused runs', () => {
    const lines = linesOf('gradient', traceOf(run(), run({ status: 'refused' })), context({ styles: [{ ...style(0), hidden: true }, style(1)] }))
    expect(lines).toEqual([])
  })

  test('are one a tensor of the selected run', () => {
    expect(linesOf('layers', traceOf(run()), context()).map(({ label }) => label)).toEqual(['W1', 'b1'])
  })

  test('keep the lowest, the highest and the last of a long column', () => {
    const column = Float64Array.from({ length: 10_000 }, (_, i) => (i === 5003 ? 99 : i === 777 ? 1e-3 : 1 + (i % 7)))
    const at = Float64Array.from(column, (_, i) => i)
    const [, line] = linesOf('loss', traceOf(run({ trainLoss: column, validationLoss: column, epochs: at, steps: Int32Array.from(at) })), context())
    const points = [...(line?.at ?? [])].map((x, i) => `${x} ${line?.values[i]}`)
    expect(points.length).toBeLessThan(500)
    expect(points).toEqual(expect.arrayContaining(['5003 99', '777 0.001', `9999 ${column[9999]}`]))
  })

  test('can be read at a place: the value of the last evaluation before it', () => {
    const line = linesOf('loss', traceOf(run()), context())[1]
    if (line === undefined) throw new Error('expected a line')
    expect([valueAt(line, -0.1), valueAt(line, 0.99), valueAt(line, 1), valueAt(line, 9)]).toEqual([Number.NaN, 5, 2.5, 3])
  })
})

test('the axis ends with the last epoch, or with the run that makes most updates', () => {
  const trace = traceOf(run(), run({ total: 60 }))
  expect([axisEnd(trace, 'epoch'), axisEnd(trace, 'step')]).toEqual([2, 60])
  expect(trainCurveBox(linesOf('loss', trace, context()), { width: 100, height: 50 }, { logY: true, end: 2 }).y.range).toEqual([-1, 1])
})

describe('the results', () => {
  const rows = trainRows(traceOf(run(), run({ validationLoss: Float64Array.of(1, Number.NaN), status: 'diverged', stoppedAt: 2 }), run({ validationLoss: Float64Array.of(9, 8) })))

  test('say where the validation loss was lowest', () => {
    expect(rows.map(({ bestEpoch, bestLoss }) => [bestEpoch, bestLoss])).toEqual([[1, 2.5], [0, 1], [1, 8]])
  })

  test('are sorted with diverged runs last, whichever way', () => {
    expect(sortedRows(rows, 'validationLoss', false).map((row) => row.run)).toEqual([0, 2, 1])
    expect(sortedRows(rows, 'validationLoss', true).map((row) => row.run)).toEqual([2, 0, 1])
    expect(sortedRows(rows, 'run', true).map((row) => row.run)).toEqual([2, 1, 0])
  })
})

test('fairness: what is equal and what is not', () => {
  expect(trainFairness(traceOf(run(), run()))).toMatchObject({ epochs: 2, batch: 16, sameWeights: true, sameNetwork: true, tuned: null })
  const [a, b] = scenario.runs
  if (a === undefined || b === undefined) throw new Error('expected two runs')
  const uneven = { ...traceOf(run(), run()), scenario: { ...scenario, runs: [{ ...a, batch: 4, tuned: { trials: 6, over: ['lr'] } }, { ...b, seed: 5 }] } }
  expect(trainFairness(uneven)).toMatchObject({ batch: null, sameWeights: false, sameNetwork: true, tuned: { runs: 1, least: 6, most: 6 } })
})
