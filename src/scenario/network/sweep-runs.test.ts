import { describe, expect, test } from 'vitest'
import { fillNetworkDefaults } from './defaults.ts'
import { largestSweep, mostSweepRuns, networkBudget, sideValues, sweepGrid, sweepOfRun, sweepSize, sweepable, tuneSweep, usualRange, usualValues } from './sweep-runs.ts'
import { dressedRuns } from '../testing.ts'
import { validateNetwork } from '../validate.ts'

const scenario = fillNetworkDefaults({
  kind: 'network',
  dataset: { id: 'moons' },
  model: { id: 'mlp', hidden: [8, 4] },
  runs: [{ optimizer: 'adam', hyper: { lr: 0.01 }, schedule: { id: 'warmup_stable_decay' }, tuned: { trials: 8, over: ['lr'] } }, { optimizer: 'momentum', hyper: { lr: 0.1 } }],
})
const [run] = scenario.runs
if (run === undefined) throw new Error('expected a run')

describe('the cells of a sweep', () => {
  const { cells } = sweepGrid(scenario, 0, { x: { param: 'lr', values: [0.1, 0.01] }, y: { param: 'batch', values: [8, 16, 32] } })

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
    ['schedule.decay', 0.5, { schedule: { id: 'warmup_stable_decay', params: { warmup: 0.1, decay: 0.5 } } }],
    ['run', 2, { optimizer: 'momentum', hyper: { lr: 0.1 } }],
  ])('set %s', (param, value, expected) => {
    expect(sweepGrid(scenario, 0, { x: { param, values: [value] } }).cells[0]?.run).toMatchObject(expected)
  })

  test('of several optimizers vary each of them', () => {
    const { cells: both } = sweepGrid(scenario, 0, { x: { param: 'lr', values: [0.3] }, y: { param: 'run', values: [1, 2, 9] } })
    expect(both.map(({ index, run: { optimizer, hyper } }) => [index, optimizer, hyper?.['lr']])).toEqual([[0, 'adam', 0.3], [1, 'momentum', 0.3]])
  })

  test('are trained with seeds of their own, the first with the one it has', () => {
    const { runs } = sweepGrid({ ...scenario, seed: 5 }, 0, { x: { param: 'lr', values: [1, 2] }, seeds: 3 })
    expect(runs.map(({ seed, hyper }) => [hyper?.['lr'], seed])).toEqual([[1, undefined], [1, 6], [1, 7], [2, undefined], [2, 6], [2, 7]])
  })
})

describe('the values of a range', () => {
  const values = (param: string, min: number, max: number, count: number, scale: 'log' | 'linear'): readonly number[] => sideValues({ param, min, max, count, scale }, scenario, run)
  test('hold both ends', () => expect(values('lr', 0.001, 0.1, 3, 'log')).toEqual([0.001, 0.01, 0.1]))
  test('are evenly apart', () => expect(values('beta1', 0, 0.9, 4, 'linear')).toEqual([0, 0.3, 0.6, 0.9]))
  test('are whole where there are no others, each once', () => expect(values('batch', 1, 8, 8, 'log')).toEqual([1, 2, 3, 4, 6, 8]))
})

test.each([run, ...dressedRuns].map((mine, i) => [i, mine] as const))('every sweepable parameter has valid values to begin with, all different, and a range: run %i', (_, mine) => {
  const race = fillNetworkDefaults({ ...scenario, runs: [mine, run, run] })
  for (const param of sweepable(mine, 3)) {
    const values = usualValues(mine, param, 3)
    expect(new Set(values).size, param).toBe(values.length)
    expect(values.length, param).toBeGreaterThan(2)
    for (const x of [usualRange(mine, param), { param, values }]) {
      const { cells } = sweepGrid(race, 0, { x })
      expect(cells.length, param).toBeGreaterThan(1)
      const runs = [cells[0]?.run, cells.at(-1)?.run, run]
      expect(validateNetwork({ ...race, runs, sweep: { x } }).problems, param).toEqual([])
    }
  }
})

test('the numbers of rule, schedule and modifiers are sweepable, and what every network has', () => {
  const [dressed] = dressedRuns
  expect(sweepable(dressed ?? run, 2)).toEqual(expect.arrayContaining(['schedule.gamma', 'warmup.steps', 'clip.value', 'lookahead.alpha', 'ema.decay']))
  expect(sweepable(run, 2)).toEqual(expect.arrayContaining(['lr', 'beta1', 'beta2', 'eps', 'batch', 'width', 'seed', 'run']))
})

describe('the largest sweep', () => {
  test.each(['batch', 'beta2', 'seed', 'weight_decay'])('has as many networks as there may be, whatever was swept: %s', (param) => {
    const sweep = largestSweep(scenario, 0, { x: { param: 'lr', values: [1] }, y: { param, values: usualValues(run, param) } })
    expect(sweepSize(scenario, 0, sweep)).toBe(mostSweepRuns)
    expect(sweepGrid(scenario, 0, sweep).runs).toHaveLength(mostSweepRuns)
    expect(sweep.x.param).toBe('lr')
  })
})

test('a sweep that does not suit the run gives way to rates and batch sizes', () => {
  const sweep = { x: { param: 'momentum', values: [0.5] } }
  expect(sweepOfRun({ ...scenario, sweep }, 0)).toMatchObject({ x: { param: 'lr' }, y: { param: 'batch' } })
  expect(sweepOfRun({ ...scenario, sweep }, 1)).toBe(sweep)
})

describe('the trials of a search', () => {
  test('are as many as the budget says', () => {
    const [one, two] = [tuneSweep(run, false), tuneSweep(run, true)]
    expect([one, two].map((sweep) => sweep && sweepSize(scenario, 0, sweep))).toEqual([networkBudget.rates, networkBudget.grid ** 2])
    expect([one?.x.param, one?.y, two?.y?.param]).toEqual(['lr', undefined, 'beta1'])
  })
  test('are none for a rule without a rate', () => {
    expect(tuneSweep({ optimizer: { name: 'mine', rule: 'theta = theta - 0.1*g', hyper: {} } }, false)).toBeNull()
  })
})
