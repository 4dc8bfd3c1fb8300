import { describe, expect, test } from 'vitest'
import { defaultNetworkScenario as scenario } from '../scenario/network/defaults.ts'
import { sweepGrid } from '../scenario/network/sweep-runs.ts'
import type { NetworkSweep } from '../scenario/network/types.ts'
import type { RaceNumbers } from '../store/network-race.ts'
import { cellNumbers, createRaceCurve, curveGroups, sideTicks } from './network-sweep.ts'

const sweep: NetworkSweep = { x: { param: 'lr', values: [0.1, 0.01] }, y: { param: 'batch', values: [8, 16] }, seeds: 2 }
const grid = sweepGrid(scenario, 0, sweep)
const nan = Number.NaN

const numbers = (rows: readonly (readonly number[])[], more: Partial<RaceNumbers> = {}): RaceNumbers => ({
  built: null, at: rows.map((_, i) => i), rows: rows.map((row) => Float64Array.from(row)), metric: new Float64Array(8).fill(0.75), best: new Float64Array(8).fill(0.5), ended: [], refused: [],
  epoch: 1, updates: 1, seconds: 1, ...more,
})

describe('the numbers of cells', () => {
  const race = numbers([[9, 9, 9, 9, 9, 9, 9, 9], [1, 3, 2, 2, 4, nan, 8, 8]])
  test('are means over their seeds, at the last judgement', () => expect([...(cellNumbers(race, grid, 'last')?.values ?? [])]).toEqual([2, 2, nan, 8]))
  test('a cell of which a seed diverged has none, and is not the best', () => {
    const found = cellNumbers(race, grid, 'last')
    expect([...(found?.gone ?? [])]).toEqual([0, 0, 1, 0])
    expect([...(found?.outcome.stopped ?? [])]).toEqual([-1, -1, 0, -1])
    expect(found?.best).toBe(0)
  })
  test('of a metric more is better', () => expect([...(cellNumbers(race, grid, 'metric')?.outcome.final ?? [])]).toEqual([0.25, 0.25, nan, 0.25]))
  test('are not there before anything was judged', () => expect(cellNumbers(numbers([]), grid, 'best')).toBeNull())
})

describe('the curve of many networks', () => {
  test('is the mean, the middle eighty of a hundred, and the one that ends lowest', () => {
    const ends = Array.from({ length: 11 }, (_, i) => i)
    const { mean, low, high, best, bestRun } = createRaceCurve(ends)(numbers([ends.map(() => 20), ends]))
    expect([mean[1], low[1], high[1], bestRun]).toEqual([5, 1, 9, 0])
    expect([...best]).toEqual([20, 0])
  })
  test('leaves out what diverged', () => {
    const { mean, bestRun } = createRaceCurve([0, 1])(numbers([[2, 4], [2, nan]]))
    expect([...mean, bestRun]).toEqual([3, 2, 0])
    expect(createRaceCurve([0, 1])(numbers([[nan, nan]]))).toMatchObject({ bestRun: -1, mean: Float64Array.of(nan) })
  })
  test('grows by the places that are new', () => {
    const curve = createRaceCurve([0, 1])
    expect([...curve(numbers([[2, 4]])).mean]).toEqual([3])
    expect([...curve(numbers([[2, 4], [1, 3], [1, 1]])).mean]).toEqual([3, 2, 1])
  })
})

describe('curves are drawn together', () => {
  const groups = (given: NetworkSweep): (readonly [string | null, number, number])[] => {
    const made = sweepGrid(scenario, 0, given)
    return curveGroups(made, given.x, given.y).map(({ param, value, members }) => [param, value, members.length] as const)
  }
  test('for all cells', () => expect(groups(sweep)).toEqual([[null, nan, 8]]))
  test('for each optimizer', () => expect(groups({ x: { param: 'lr', values: [0.1, 0.01] }, y: { param: 'run', values: [1, 3] }, seeds: 3 })).toEqual([['run', 1, 6], ['run', 3, 6]]))
  test('for each value beside seeds', () => expect(groups({ x: { param: 'seed', values: [1, 2, 3] }, y: { param: 'lr', values: [0.1, 0.2] } })).toEqual([['lr', 0.1, 3], ['lr', 0.2, 3]]))
  test('for all, where there would be too many bands', () => {
    expect(groups({ x: { param: 'lr', min: 0.001, max: 1, count: 8, scale: 'log' }, y: { param: 'seed', values: [1, 2] } })).toEqual([[null, nan, 16]])
  })
})

describe('ticks', () => {
  test('of a range are round numbers in the middle of their cells', () => {
    const side = { param: 'lr', min: 0.001, max: 0.1, count: 3, scale: 'log' } as const
    expect(sideTicks(side, [0.001, 0.01, 0.1], 5).map(({ place }) => Math.round(600 * place))).toEqual([100, 300, 500])
  })
  test('of values are as many as have room', () => expect(sideTicks({ param: 'batch', values: [8, 16, 32, 64] }, [8, 16, 32, 64], 2)).toEqual([{ place: 0.125, text: '8' }, { place: 0.625, text: '32' }]))
})
