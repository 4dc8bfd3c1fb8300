// The articles' one-dimensional examples: what each says to look for, in float64, against numbers worked out here by hand.
import { describe, expect, test } from 'vitest'
import { fillDefaults } from '../scenario/defaults.ts'
import { examples } from '../scenario/examples.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import { rollout } from './testing.ts'

function shipped(id: string): LandscapeScenario {
  const given = examples.find((example) => example.id === id)?.scenario
  if (given?.kind !== 'landscape') throw new Error(`there is no race ${id}`)
  return fillDefaults(given)
}

type Column = (run: number, name?: string) => number[]

async function columnsOf(scenario: LandscapeScenario): Promise<Column> {
  const traces = await rollout(scenario)
  for (const { stoppedAt } of traces) expect(stoppedAt).toBe(-1)
  return (run, name = 'x') => [...(traces[run]?.columns[name] ?? [])]
}

const updates = (count: number): number[] => Array.from({ length: count + 1 }, (_, k) => k)

/** Relative to the largest that is wanted: a hundred roundings of 1e-16 and some room. */
function expectNear(found: readonly number[], wanted: readonly number[]): void {
  const scale = Math.max(...wanted.map(Math.abs))
  expect(found).toHaveLength(wanted.length)
  found.forEach((value, k) => expect(Math.abs(value - (wanted[k] ?? Number.NaN)), `after ${k} updates`).toBeLessThan(1e-13 * scale))
}

/** Where v = beta v + 2 (x - c), x = x - lr v leads. */
function heavyBall(from: number, c: number, lr: number, beta: number, count: number): number[] {
  let [x, v] = [from, 0]
  return updates(count).map((k) => {
    if (k > 0) v = beta * v + 2 * (x - c)
    if (k > 0) x -= lr * v
    return x
  })
}

/** Kingma & Ba 2015, algorithm 1, on x^2. */
function adam(from: number, lr: number, count: number): number[] {
  let [x, m, v] = [from, 0, 0]
  return updates(count).map((t) => {
    if (t === 0) return x
    m = 0.9 * m + 0.1 * 2 * x
    v = 0.999 * v + 0.001 * (2 * x) ** 2
    x -= (lr * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8)
    return x
  })
}

test('square: each start shrinks by 2 % a step, and the losses are parallel on the logarithmic plot', async () => {
  const column = await columnsOf(shipped('square'))
  for (const [run, start] of [7.31, -9.62, 2.85].entries()) {
    expectNear(column(run), updates(1000).map((k) => start * 0.98 ** k))
    const logarithms = column(run, 'loss').map(Math.log)
    logarithms.slice(1).forEach((value, k) => expect(value - (logarithms[k] ?? Number.NaN)).toBeCloseTo(2 * Math.log(0.98), 10))
  }
})

describe('shifted_square', () => {
  test('the distance to 3 is multiplied by 1 - 2 lr; momentum passes it', async () => {
    const column = await columnsOf(shipped('shifted_square'))
    for (const [run, lr] of [0.01, 0.1, 0.9].entries()) expectNear(column(run), updates(100).map((k) => 3 - 3 * (1 - 2 * lr) ** k))
    for (const run of [0, 1]) expect(column(run).every((x) => x <= 3)).toBe(true)
    expectNear(column(3), heavyBall(0, 3, 0.01, 0.9, 100))
    // z^2 - 1.88 z + 0.9 has complex roots of modulus sqrt(0.9): after half a turn, the distance is on the other side.
    const half = Math.PI / Math.acos(0.94 / Math.sqrt(0.9))
    expect(Math.max(...column(3))).toBeCloseTo(3 + 3 * Math.sqrt(0.9) ** half, 1)
  })

  test('above a rate of 0.5 it jumps across at each step, at 1 for ever', async () => {
    const scenario = shipped('shifted_square')
    const column = await columnsOf({ ...scenario, runs: [0.49, 0.51, 0.9, 1].map((lr) => ({ optimizer: 'sgd', hyper: { lr } })) })
    const sides = (run: number): number[] => column(run).slice(0, 8).map((x) => Math.sign(x - 3))
    expect(sides(0)).toEqual([-1, -1, -1, -1, -1, -1, -1, -1])
    for (const run of [1, 2, 3]) expect(sides(run)).toEqual([-1, 1, -1, 1, -1, 1, -1, 1])
    expect(column(3)).toEqual(updates(100).map((k) => (k % 2 === 0 ? 0 : 6)))
  })
})

test('square_from_10: x is 10 * 0.8^n; Adam moves by about its rate at first, and is still on its way at the end', async () => {
  const scenario = shipped('square_from_10')
  const column = await columnsOf(scenario)
  expectNear(column(0), updates(100).map((k) => 10 * 0.8 ** k))
  expectNear(column(1), adam(10, 0.1, 100))
  expectNear(column(2), heavyBall(10, 0, 0.1, 0.9, 100))
  // However steep the slope: ten times steeper, the same way, but for eps beside a slope of 20.
  const steeper = await columnsOf({ ...scenario, landscape: { formula: '10*x^2 + y^2', domain: [[-12, 12], [-6, 6]] } })
  steeper(1).slice(0, 21).forEach((x, k) => expect(x).toBeCloseTo(column(1)[k] ?? Number.NaN, 8))
  const steps = column(1).slice(1, 21).map((x, k) => (column(1)[k] ?? Number.NaN) - x)
  for (const step of steps) expect(Math.abs(step - 0.1)).toBeLessThan(0.005)
  const arrives = (at: Column, run: number): number => at(run, 'loss').findIndex((loss) => loss < 1)
  // 10 * 0.8^n < 1 from n = 11 on; a way of 9 in steps of less than a tenth takes more than 90.
  expect(arrives(column, 0)).toBe(11)
  expect(arrives(column, 1)).toBe(-1)
  expect(arrives(await columnsOf({ ...scenario, steps: 300 }), 1)).toBeGreaterThan(100)
})

describe('dynamic_rate', () => {
  const dynamic = (t: number): number => 0.1 / (1 + Math.sqrt(t - 1))
  const inverseRoot = (t: number): number => 0.1 * Math.sqrt(10 / Math.max(t, 10))
  const path = (rate: (t: number) => number): number[] => {
    let x = 10
    return updates(100).map((t) => (t === 0 ? x : (x *= 1 - 2 * rate(t))))
  }

  test('the copies move alike, each along the product of its rates, and a falling rate only costs time', async () => {
    const column = await columnsOf(shipped('dynamic_rate'))
    for (const [run, rate] of [dynamic, () => 0.1, inverseRoot].entries()) {
      expectNear(column(run), path(rate))
      expect(column(run, 'y')).toEqual(column(run))
    }
    const kept = column(0).slice(1).map((x, k) => x / (column(0)[k] ?? Number.NaN))
    kept.slice(1).forEach((share, k) => expect(share, 'slows down ever more').toBeGreaterThan(kept[k] ?? Number.NaN))
    for (const k of updates(100).slice(2)) expect(column(0)[k], `after ${k} updates`).toBeGreaterThan(column(1)[k] ?? Number.NaN)
    expect(column(2)[100]).toBeGreaterThan(column(1)[100] ?? Number.NaN)
  })

  test('against noise it pays in the long run', async () => {
    const [falling, constant] = shipped('dynamic_rate').runs
    if (!falling || !constant) throw new Error('expected two runs')
    const [seeds, steps] = [40, 2000]
    const runs = [falling, constant].flatMap((run) => Array.from({ length: seeds }, (_, seed) => ({ ...run, seed })))
    const column = await columnsOf({ ...shipped('dynamic_rate'), noise: { kind: 'gaussian', scale: 1 }, steps, runs })
    const mean = (first: number): number => runs.slice(0, seeds).reduce((sum, _, i) => sum + (column(first + i, 'loss')[steps] ?? Number.NaN), 0) / seeds
    // At a constant rate the variance of each coordinate ends at lr^2/(1 - (1 - 2 lr)^2), a loss of 1/18 for the two.
    expect(mean(seeds) * 18).toBeGreaterThan(0.6)
    expect(mean(seeds) * 18).toBeLessThan(1.6)
    expect(mean(0)).toBeLessThan(mean(seeds) / 5)
  })
})
