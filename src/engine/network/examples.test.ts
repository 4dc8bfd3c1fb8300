// The examples that train networks: what each says to look for, with its shipped settings, in float64. The pictures of MNIST with
// larger networks take minutes there; e2e/network-examples.spec.ts holds what they reach.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { linearUnit } from '../../catalog/datasets/linear_unit.ts'
import { orthonormal } from '../../catalog/datasets/orthonormal.ts'
import { examples } from '../../scenario/examples.ts'
import { fillNetworkDefaults } from '../../scenario/network/defaults.ts'
import type { NetworkScenario } from '../../scenario/network/types.ts'
import type { TrainRun } from '../../store/network-types.ts'
import { trainOnReference } from './testing.ts'

beforeAll(() => {
  vi.stubGlobal('fetch', ({ pathname }: URL) => Promise.resolve(new Response(readFileSync(new URL(`../../../public${pathname}`, import.meta.url)))))
})
afterAll(() => {
  vi.unstubAllGlobals()
})

function shipped(id: string): NetworkScenario {
  const given = examples.find((example) => example.id === id)?.scenario
  if (given?.kind !== 'network') throw new Error(`there is no training ${id}`)
  return fillNetworkDefaults(given)
}

async function trained(id: string): Promise<readonly TrainRun[]> {
  const { runs } = await trainOnReference(shipped(id))
  expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 'finished'))
  return runs
}

/** Where two epochs lie, both included. */
function between<T extends ArrayLike<number>>(run: TrainRun | undefined, column: (run: TrainRun) => T, from: number, to: number): number[] {
  if (!run) throw new Error('there is no such run')
  const found = Array.from(column(run)).filter((_, i) => (run.epochs[i] ?? -1) >= from - 1e-9 && (run.epochs[i] ?? Infinity) <= to + 1e-9)
  if (found.length === 0) throw new Error(`nothing was judged between epochs ${from} and ${to}`)
  return found
}
const trainLoss = (run: TrainRun): ArrayLike<number> => run.trainLoss
const accuracy = (run: TrainRun): ArrayLike<number> => run.validationMetric
const last = (values: ArrayLike<number> | undefined): number => values?.[values.length - 1] ?? Number.NaN
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

test('linear_unit: the best line leaves a loss near 1/12; both rules are there within twenty epochs and shake, RMSprop more', async () => {
  const { features, targets } = linearUnit.generate({ points: 100 }, shipped('linear_unit').seed)
  const [x, y] = [[...features.slice(0, 100)], [...targets.slice(0, 100)]]
  const [mx, my] = [mean(x), mean(y)]
  const slope = mean(x.map((v, i) => (v - mx) * ((y[i] ?? 0) - my))) / mean(x.map((v) => (v - mx) ** 2))
  const best = mean(x.map((v, i) => ((y[i] ?? 0) - my - slope * (v - mx)) ** 2))
  // The variance of a hundred uniform numbers is 1/12 with a deviation of 0.0075, and a line with two numbers of its own takes a fiftieth away.
  expect(Math.abs(best - 1 / 12)).toBeLessThan(0.015)
  const [adam, rmsprop] = await trained('linear_unit')
  const shaking: number[] = []
  for (const run of [adam, rmsprop]) {
    expect(Math.min(...between(run, trainLoss, 0, 100))).toBeGreaterThanOrEqual(best)
    expect(between(run, trainLoss, 0, 0)[0]).toBeGreaterThan(2 * best)
    expect(Math.min(...between(run, trainLoss, 0, 20))).toBeLessThan(1.02 * best)
    shaking.push(mean(between(run, trainLoss, 20, 100)) / best - 1)
  }
  expect(shaking[0]).toBeGreaterThan(0.01)
  expect(shaking[1]).toBeGreaterThan(2 * (shaking[0] ?? Number.NaN))
})

test('digits_momentum: without momentum the same rate ends where momentum stands after one and a half epochs', async () => {
  const [momentum, plain] = await trained('digits_momentum')
  const end = mean(between(plain, trainLoss, 9.5, 10))
  const ahead = mean(between(momentum, trainLoss, 1.2, 1.8))
  expect(Math.abs(ahead / end - 1)).toBeLessThan(0.1)
})

test('hundred_features: at 0.001 the loss is still falling at the end; ten times the rate was below that within two epochs', async () => {
  const [usual, larger] = await trained('hundred_features')
  const end = last(usual?.trainLoss)
  expect(end).toBeLessThan(0.95 * (between(usual, trainLoss, 9, 9.5)[0] ?? Number.NaN))
  expect(between(larger, trainLoss, 1, 2)[0]).toBeLessThan(end)
})

test('moons: accuracy waits where the best straight line has it, and passes 97 %', async () => {
  const scenario = shipped('moons')
  const { model } = fillNetworkDefaults({ kind: 'network', dataset: { id: 'moons' }, model: { id: 'linear' }, runs: scenario.runs })
  const [line] = (await trainOnReference({ ...scenario, model, runs: scenario.runs.slice(0, 1) })).runs
  const straight = last(line?.validationMetric)
  expect(Math.abs(straight - 0.87)).toBeLessThan(0.02)
  for (const run of await trained('moons')) {
    // Three judgements in a row that are as good as the line, before the first that is clearly better.
    const found = between(run, accuracy, 0, 60)
    const bends = found.findIndex((value) => value > straight + 0.05)
    expect(found.slice(0, bends).filter((value) => Math.abs(value - straight) <= 0.02).length).toBeGreaterThanOrEqual(3)
    expect(last(run.validationMetric)).toBeGreaterThan(0.97)
  }
})

describe('conditioning', () => {
  test('raw_features: plain descent names no more than a guess would', async () => {
    const [plain, , adam] = await trained('raw_features')
    // Of 569 tumours 357 are benign: who says so of each is right that often.
    expect(last(plain?.validationMetric)).toBeLessThan(357 / 569)
    expect(last(adam?.validationMetric)).toBeGreaterThan(0.85)
  })

  test('standardized_features: a rate a hundred thousand times larger, and nearly as good as Adam', async () => {
    const rate = (id: string): number => Number(shipped(id).runs[0]?.hyper?.['lr'])
    expect(rate('standardized_features') / rate('raw_features')).toBeCloseTo(1e5, 6)
    const [plain, , adam] = await trained('standardized_features')
    expect(last(plain?.validationMetric)).toBeGreaterThan(last(adam?.validationMetric) - 0.02)
    expect(last(plain?.validationLoss)).toBeLessThan(1.2 * last(adam?.validationLoss))
  })
})

test('low_rank: gradient descent stays on the plateau that Adam and Muon leave at once', async () => {
  const [plain, momentum, adam, muon] = await trained('low_rank')
  const learned = [plain, momentum, adam, muon].map((run) => 1 - (between(run, trainLoss, 0, 20).at(-1) ?? Number.NaN))
  const [ofPlain = Number.NaN, ofMomentum = Number.NaN, ofAdam = Number.NaN, ofMuon = Number.NaN] = learned
  expect(Math.max(ofPlain, ofMomentum)).toBeLessThan(0.01)
  expect(Math.min(ofAdam, ofMuon)).toBeGreaterThan(10 * Math.max(ofPlain, ofMomentum))
})

test('low_rank: gradient descent learns one direction after the other, the strong ones first', async () => {
  const scenario = shipped('low_rank')
  const size = 10
  const [left, right] = [orthonormal(3, size, scenario.seed, 1), orthonormal(3, size, scenario.seed, 2)]
  const strengths = [1, 5 ** -0.5, 5 ** -1]
  /** How much of each direction the product of both kernels has after so many updates. */
  const sharesAfter = async (epochs: number): Promise<number[]> => {
    const { weights: [all = new Float64Array()] } = await trainOnReference({ ...scenario, epochs, runs: scenario.runs.slice(0, 1) })
    const at = (kernel: number, row: number, column: number): number => all[size * (size * kernel + row) + column] ?? Number.NaN
    const places = Array.from({ length: size }, (_, i) => i)
    const along = (u: readonly number[], v: readonly number[]): number =>
      places.reduce((sum, i) => sum + places.reduce((row, k) => row + places.reduce((cell, j) => cell + (u[i] ?? 0) * at(0, i, k) * at(1, k, j) * (v[j] ?? 0), 0), 0), 0)
    return strengths.map((strength, d) => along(left[d] ?? [], right[d] ?? []) / ((size * strength) / Math.hypot(...strengths)))
  }
  const passed: (number | undefined)[] = [undefined, undefined, undefined]
  for (const epochs of [20, 50, 80, 110, 140, 170, 200, 230, 260, 290, 320]) {
    for (const [direction, share] of (await sharesAfter(epochs)).entries()) if (share > 0.5) passed[direction] ??= epochs
  }
  const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = passed
  expect(first).toBeGreaterThan(20)
  expect(second).toBeGreaterThan(first)
  expect(third).toBeGreaterThan(second + 60)
  for (const share of await sharesAfter(scenario.epochs)) expect(share).toBeCloseTo(1, 2)
})

test('muon_memory: some thirty times better than Adam after 50 updates, and RMSprop comes closest', async () => {
  const [muon = Number.NaN, adam = Number.NaN, rmsprop = Number.NaN, momentum = Number.NaN] = (await trained('muon_memory')).map((run) => last(run.validationLoss))
  expect(adam / muon).toBeGreaterThan(25)
  expect(adam / muon).toBeLessThan(40)
  expect(rmsprop).toBeGreaterThan(muon)
  expect(rmsprop).toBeLessThan(Math.min(adam, momentum))
})
