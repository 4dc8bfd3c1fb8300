// What holds for every rollout on a device: independence of batch and pieces, agreement with the reference, no leaks.
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { RefusedRule } from '../../formula/plane.ts'
import { planRollout } from '../../scenario/plan.ts'
import type { LandscapeScenario, NoiseKind, RunSpec } from '../../scenario/types.ts'
import { rollout, scenario } from '../testing.ts'
import type { RunTrace } from '../testing.ts'
import { deviceRollout, devices, deviceTraces, onDevice } from './testing.ts'

/** Few groups that between them use every kind of operation: reductions, selects, curvature, host slots, a second gradient, reports. */
const runs: readonly RunSpec[] = [
  { optimizer: 'adam', hyper: { lr: 0.05 } },
  { optimizer: 'adam', hyper: { lr: 0.01 }, start: [0.5, 0.5], seed: 7 },
  // From its default d0 of 1e-6, float32 cannot follow prodigy.
  { optimizer: 'prodigy', hyper: { lr: 0.1, d0: 0.01 } },
  { optimizer: 'sam', hyper: { lr: 0.001 }, clip: { kind: 'norm', value: 2 }, schedule: { id: 'cosine', warmup: 3 } },
  // No inflection on its way, where a rounding would grow.
  { optimizer: 'newton_saddle_free', hyper: { lr: 0.1 }, start: [3.5, 2.5] },
  { optimizer: 'nadam', hyper: { lr: 0.02 }, ema: { decay: 0.5 } },
]
const given = (more: Partial<LandscapeScenario>): LandscapeScenario => scenario({ landscape: 'rosenbrock', start: [-1.2, 1], steps: 12, runs, ...more })
const noise = (kind: NoiseKind) => ({ noise: { kind, scale: 0.1 } }) as const

function expectSame(found: RunTrace | undefined, wanted: RunTrace | undefined, what: string): void {
  expect(found?.stoppedAt, what).toBe(wanted?.stoppedAt)
  expect(Object.keys(found?.columns ?? {}), what).toEqual(Object.keys(wanted?.columns ?? {}))
  for (const [name, column] of Object.entries(wanted?.columns ?? {})) {
    expect(column.findIndex((v, i) => !Object.is(v, found?.columns[name]?.[i])), `${what}: first difference in ${name}`).toBe(-1)
  }
}

/** Within `tolerance` relative to 1 + |reference|, and not a number in the same places. */
function expectNear(found: RunTrace | undefined, wanted: RunTrace | undefined, tolerance: number, what: string): void {
  expect(Object.keys(found?.columns ?? {}), what).toEqual(Object.keys(wanted?.columns ?? {}))
  for (const [name, column] of Object.entries(wanted?.columns ?? {})) {
    column.forEach((value, i) => {
      const got = found?.columns[name]?.[i] ?? Number.NaN
      if (Number.isNaN(value)) expect(got, `${what}: ${name} at ${i}`).toBeNaN()
      else expect(Math.abs(got - value) / (1 + Math.abs(value)), `${what}: ${name} at ${i} is ${got}, expected ${value}`).toBeLessThanOrEqual(tolerance)
    })
  }
}

describe.each(devices)('%s', (device) => {
  it('gives a batch the numbers of its runs one by one, bit for bit', async () => {
    const all = given(noise('gaussian'))
    const together = await deviceRollout(device, all)
    for (const [i, run] of runs.entries()) expectSame(together[i], (await deviceRollout(device, { ...all, runs: [run] }))[0], `run ${i}`)
  })

  it.each([[[1]], [[4, 5, 9]], [[12]]])('gives a rollout cut after %j the numbers of one in a piece, bit for bit', async (cuts) => {
    const plan = planRollout(given(noise('heavy-tail')))
    const [whole, pieces] = [await deviceTraces(device, plan), await deviceTraces(device, plan, cuts)]
    whole.forEach((trace, i) => expectSame(pieces[i], trace, `run ${i}`))
  })

  // A dozen steps of float32: a few hundred roundings of 6e-8 each.
  it.each<NoiseKind>(['none', 'gaussian', 'multiplicative', 'heavy-tail'])('agrees with the reference in every column, slots at the start included, with noise %s', async (kind) => {
    const all = given({ landscape: 'himmelblau', start: [0.4, -0.7], ...noise(kind) })
    const [found, wanted] = [await deviceRollout(device, all), await rollout(all)]
    wanted.forEach((trace, i) => expectNear(found[i], trace, 2e-5, `run ${i} ${JSON.stringify(runs[i])}`))
    expect(found.map((t) => t.evaluations)).toEqual(wanted.map((t) => t.evaluations))
    expect(found[0]?.columns['slots.m.x']?.[0]).toBe(0)
    expect(found[2]?.columns['slots.d']?.[0]).toBeGreaterThan(0)
  })

  it('records slots that start from theta, and no value before the first update for what is no slot', async () => {
    const own = { name: 'own', rule: 'm = beta*m + g\nn = n + 1\nu = lr*m\ntheta = theta - u', hyper: { lr: 0.01, beta: 0.5 }, init: { m: 'theta', n: '5' } }
    const [trace] = await deviceRollout(device, scenario({ landscape: 'sphere', start: [1, 2], steps: 2, runs: [{ optimizer: own }] }))
    expect([trace?.columns['slots.m.x']?.[0], trace?.columns['slots.m.y']?.[0], trace?.columns['slots.n']?.[0]]).toEqual([1, 2, 5])
    expect([trace?.columns['slots.u.x']?.[0], trace?.columns['lr']?.[0]]).toEqual([Number.NaN, Number.NaN])
    expect([...(trace?.columns['slots.n'] ?? [])]).toEqual([5, 6, 7])
  })

  it('ends a run where the reference ends it, or a step beside it, and the others go on', async () => {
    const wild: RunSpec[] = [{ optimizer: 'sgd', hyper: { lr: 10 } }, { optimizer: 'sgd', hyper: { lr: 0.001 } }, { optimizer: 'newton', hyper: { lr: -3 } }]
    const all = scenario({ landscape: 'sphere', start: [1, 1], steps: 60, runs: wild })
    const [found, wanted] = [await deviceRollout(device, all), await rollout(all)]
    expect(wanted.map((t) => t.stoppedAt > 0)).toEqual([true, false, true])
    for (const [i, trace] of wanted.entries()) expect(Math.abs((found[i]?.stoppedAt ?? Infinity) - trace.stoppedAt), `run ${i}`).toBeLessThanOrEqual(1)
    expect(found[1]?.columns['x']?.every(Number.isFinite)).toBe(true)
    expect(found[0]?.columns['x']?.slice(found[0].stoppedAt).every(Number.isNaN)).toBe(true)
  })

  it.each<[string, string, number]>([
    ['1/x + y^2', 'an infinite loss', 0],
    ['log(x) + y^2', 'the logarithm of nothing', 0],
    ['x/x + y^2', 'nothing by nothing', 0],
    ['sqrt(x - 1) + y^2', 'the root of a negative number', 0],
  ])('ends a run at the start of %s: %s', async (formula, _, at) => {
    const all = scenario({ landscape: { formula, domain: [[-1, 1], [-1, 1]] }, start: [0, 1], steps: 3, runs: [{ optimizer: 'sgd' }] })
    expect([(await deviceRollout(device, all))[0]?.stoppedAt, (await rollout(all))[0]?.stoppedAt]).toEqual([at, at])
  })

  it('keeps no tensors', async () => {
    const count = (): Promise<number> => onDevice(device, () => Promise.resolve(tf.memory().numTensors))
    const before = await count()
    const counts: number[] = []
    for (let i = 0; i < 5; i++) {
      await deviceRollout(device, given({ steps: 3, ...noise('gaussian') }))
      counts.push(await count())
    }
    expect(counts).toEqual([before, before, before, before, before])
  })

  it('refuses what needs matrices', async () => {
    await expect(deviceRollout(device, given({ runs: [{ optimizer: 'muon' }] }))).rejects.toBeInstanceOf(RefusedRule)
  })
})
