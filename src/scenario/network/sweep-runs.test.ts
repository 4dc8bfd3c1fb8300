import { describe, expect, test } from 'vitest'
import { fillNetworkDefaults } from './defaults.ts'
import { sweepCells, sweepable, usualValues } from './sweep-runs.ts'

const scenario = fillNetworkDefaults({
  kind: 'network',
  dataset: { id: 'moons' },
  model: { id: 'mlp', hidden: [8, 4] },
  runs: [{ optimizer: 'adam', hyper: { lr: 0.01 }, tuned: { trials: 8, over: ['lr'] } }],
})
const [run] = scenario.runs
if (run === undefined) throw new Error('expected a run')

describe('the cells of a sweep', () => {
  const cells = sweepCells(scenario, run, { x: { param: 'lr', values: [0.1, 0.01] }, y: { param: 'batch', values: [8, 16, 32] } })

  test('are every pair of values, row by row', () => {
    expect(cells.map(({ row, column }) => [row, column])).toEqual([[0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [2, 1]])
    expect(cells.map((cell) => [cell.run.batch, cell.run.hyper?.['lr']])).toEqual([[8, 0.1], [8, 0.01], [16, 0.1], [16, 0.01], [32, 0.1], [32, 0.01]])
  })

  test('keep what the run has besides, and are no longer tuned', () => {
    expect(cells[0]?.run.hyper).toMatchObject({ beta1: 0.9 })
    expect(cells[0]?.run.tuned).toBeUndefined()
  })

  test.each([
    ['width', 16, { widths: [16, 16] }],
    ['seed', 7, { seed: 7 }],
    ['beta1', 0.5, { hyper: { beta1: 0.5, lr: 0.01 } }],
  ])('set %s', (param, value, expected) => {
    expect(sweepCells(scenario, run, { x: { param, values: [value] } })[0]?.run).toMatchObject(expected)
  })
})

test('every sweepable parameter has values to begin with, all different', () => {
  for (const param of sweepable(run)) {
    const values = usualValues(run, param)
    expect(new Set(values).size, param).toBe(values.length)
    expect(values.length, param).toBeGreaterThan(2)
  }
  expect(sweepable(run)).toEqual(expect.arrayContaining(['lr', 'beta1', 'beta2', 'eps', 'batch', 'width', 'seed']))
})
