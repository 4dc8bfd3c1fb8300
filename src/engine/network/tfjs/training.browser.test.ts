// What holds for every training on tfjs: agreement with the float64 reference for every rule, independence of pieces,
// runs that stand still, looks, no leaks.
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { optimizers } from '../../../catalog/optimizers/registry.ts'
import { RefusedRule } from '../../../formula/plane.ts'
import type { RunSpec } from '../../../scenario/types.ts'
import type { NetworkEntries, NetworkProblem } from '../contract.ts'
import { referenceNetworkStepper } from '../reference-stepper.ts'
import { denseNetwork } from '../testing.ts'
import { onDevice } from '../../tfjs/testing.ts'
import { devices, draws, farthest, randomProblem, stepperOn, trainGroup } from './testing.ts'

const network = denseNetwork([3, 4, 3], 'tanh(z)')
const problemFor = (runs: number, steps = 5): NetworkProblem => randomProblem(network, 'cce_logits', { runs, steps })
const numbers = (entries: NetworkEntries): number[] => [...entries.loss, ...entries.gradNorm, ...entries.lr]

/** The rules that a network can be trained with; from prodigy's default d0 of 1e-6, float32 cannot follow it. */
const hypers: Readonly<Record<string, Readonly<Record<string, number>>>> = { prodigy: { d0: 0.01 } }
const secondOrder = ['newton', 'newton_saddle_free', 'sophia']
const trainable = optimizers.filter((o) => o.kind === 'formula' && !secondOrder.includes(o.id))

/** Texts that use what a network reduces: numbers of each tensor and of the run, in slots and in each other. */
const reducing = [
  'n = 0.5*n + norm(g)',
  's = 0.9*s + total(norm(theta)) + total(lr) + total(g)',
  'q = dot(g, theta) + mean(g^2)*sum(abs(theta)) + norm(n) + dot(n, n) + mean(lr) + sum(n) + fan_in/fan_out',
  'k = k + 0*theta',
  'a = total(k) + total(matrix)',
  'theta = theta - lr*(g + row_mean(g) - col_mean(theta) + orthogonalize(g, iterations, floor))/(1 + n + abs(q) + abs(s) + abs(a))',
].join('\n')
const own = (rule: string, hyper: Readonly<Record<string, number>>, init: Readonly<Record<string, string>> = {}): RunSpec => ({ optimizer: { name: 'own', rule, hyper, init } })

const modified: [string, RunSpec][] = [
  ['gradient clipping by norm, warm-up and a schedule', { optimizer: 'sam', hyper: { lr: 0.1 }, clip: { kind: 'norm', value: 0.2 }, schedule: { id: 'cosine', warmup: 2 } }],
  ['an average that is shown', { optimizer: 'nadam', hyper: { lr: 0.05 }, ema: { decay: 0.5 } }],
  ['weight decay', { optimizer: 'momentum', hyper: { lr: 0.05 }, clip: { kind: 'value', value: 0.05 } }],
  ['reductions of every kind', own(reducing, { lr: 0.1, iterations: 3, floor: 1e-7 }, { k: '2' })],
  ['slots that begin at theta and a rate that hears the loss', own('m = beta*m + loss*g\ntheta = theta - lr*m/10', { lr: 0.1, beta: 0.5 }, { m: 'theta' })],
]

describe.each(devices)('%s', (device) => {
  async function compare(spec: RunSpec): Promise<void> {
    const [problem, group] = [problemFor(2), trainGroup([spec, spec])]
    const [stepper, reference] = [stepperOn(device, problem, group), referenceNetworkStepper(problem, group)]
    const [found, wanted] = [await stepper.advance(problem.steps + 1), await reference.advance(problem.steps + 1)]
    const parameters = await stepper.parameters()
    const norms = await stepper.tensorNorms()
    stepper.dispose()
    // Five updates of float32: some hundred roundings of 6e-8 each; the rules that divide by small roots make them larger.
    expect(farthest(numbers(found), numbers(wanted))).toBeLessThan(1e-4)
    expect(farthest(parameters, await reference.parameters())).toBeLessThan(1e-4)
    expect(farthest(norms, await reference.tensorNorms())).toBeLessThan(1e-4)
  }

  it.each(trainable.map((o) => [o.id] as const))('agrees with the reference: %s', (id) => compare({ optimizer: id, hyper: hypers[id] ?? {} }))

  it.each(modified)('agrees with the reference: %s', (_, spec) => compare(spec))

  it('gives a training in pieces the numbers of one in a piece, bit for bit', async () => {
    const [problem, group] = [problemFor(1, 7), trainGroup([{ optimizer: 'schedule_free_adamw' }])]
    const [whole, pieces] = [stepperOn(device, problem, group), stepperOn(device, problem, group)]
    const all = await whole.advance(8)
    const losses: number[] = []
    for (const count of [1, 3, 4]) losses.push(...(await pieces.advance(count)).loss)
    expect(losses).toEqual([...all.loss])
    expect(await pieces.parameters()).toEqual(await whole.parameters())
    expect(await pieces.tensorNorms()).toEqual(await whole.tensorNorms())
    whole.dispose()
    pieces.dispose()
  })

  it('reports the start, makes no update at the last entry, and gives no rate before the first', async () => {
    const problem = problemFor(1, 2)
    const stepper = stepperOn(device, problem, trainGroup([{ optimizer: 'sgd', hyper: { lr: 0.5 } }]))
    expect(farthest(await stepper.parameters(), problem.initial)).toBeLessThan(1e-7)
    const first = await stepper.advance(2)
    expect([...first.lr]).toEqual([Number.NaN, 0.5])
    const atLast = await stepper.parameters()
    const last = await stepper.advance(1)
    expect(await stepper.parameters()).toEqual(atLast)
    const gradient = Math.hypot(...(await stepper.tensorNorms()))
    expect(Math.abs(gradient - (last.gradNorm[0] ?? 0))).toBeLessThan(1e-12)
    stepper.dispose()
  })

  it('goes on with new columns from the next update, and leaves a frozen run where it is', async () => {
    const [problem, group] = [problemFor(2, 6), trainGroup([{ optimizer: 'adam', hyper: { lr: 0.1 } }, { optimizer: 'adam', hyper: { lr: 0.2 } }])]
    const [stepper, reference] = [stepperOn(device, problem, group), referenceNetworkStepper(problem, group)]
    for (const one of [stepper, reference]) {
      await one.advance(2)
      one.setColumns({ ...group.columns, lr: Float64Array.of(0.01, 0.02) })
      await one.advance(1)
      one.freeze(0)
    }
    const before = await stepper.parameters()
    const [found, wanted] = [await stepper.advance(4), await reference.advance(4)]
    expect(farthest(numbers(found), numbers(wanted))).toBeLessThan(1e-4)
    expect(found.loss.slice(0, 4).every(Number.isNaN)).toBe(true)
    expect(found.loss.slice(4).every(Number.isFinite)).toBe(true)
    const after = await stepper.parameters()
    expect(after.slice(0, network.params)).toEqual(before.slice(0, network.params))
    expect(farthest(after, await reference.parameters())).toBeLessThan(1e-4)
    stepper.dispose()
  })

  it('a run that leaves the finite numbers has none from there on; the others go on', async () => {
    const problem = randomProblem(denseNetwork([2, 3, 1], 'z'), 'mse', { runs: 2, steps: 60 })
    const group = trainGroup([{ optimizer: 'sgd', hyper: { lr: 100 } }, { optimizer: 'sgd', hyper: { lr: 0.001 } }])
    const stepper = stepperOn(device, problem, group)
    const [found, wanted] = [await stepper.advance(40), await referenceNetworkStepper(problem, group).advance(40)]
    const end = (entries: NetworkEntries): number => entries.loss.subarray(0, 40).findIndex((v) => !Number.isFinite(v))
    expect(end(found)).toBeGreaterThan(0)
    // The squares of the gradient leave float32 before its norm does.
    expect(Math.abs(end(found) - end(wanted))).toBeLessThanOrEqual(1)
    expect(found.loss.subarray(end(found) + 1, 40).every(Number.isNaN)).toBe(true)
    expect((await stepper.advance(2)).loss.slice(0, 2).every(Number.isNaN)).toBe(true)
    expect(farthest(found.loss.subarray(40), wanted.loss.subarray(40))).toBeLessThan(1e-4)
    stepper.dispose()
  })

  it('looks: raw outputs of every run, and losses of any parameters, over more rows than one piece', async () => {
    const wide = denseNetwork([3, 3000, 2], 'tanh(z)')
    const problem = randomProblem(wide, 'cce_logits', { runs: 2, rows: 1500 })
    const group = trainGroup([{ optimizer: 'sgd' }, { optimizer: 'sgd' }])
    const [stepper, reference] = [stepperOn(device, problem, group), referenceNetworkStepper(problem, group)]
    const rows = problem.batch(1)
    // Sums of 3000 products: as many roundings.
    expect(farthest(await stepper.forward(rows), await reference.forward(rows))).toBeLessThan(1e-4)
    const points = draws(3 * wide.params, 9, 0.1)
    expect(farthest(await stepper.lossAt(points, 3, rows), await reference.lossAt(points, 3, rows))).toBeLessThan(1e-5)
    stepper.dispose()
  })

  it('keeps no tensor over 1000 updates, nor after', async () => {
    const count = (): Promise<number> => onDevice(device, () => Promise.resolve(tf.memory().numTensors))
    const before = await count()
    const problem = { ...problemFor(1, 2000), batch: () => first }
    const first = problemFor(1).batch(1)
    const stepper = stepperOn(device, problem, trainGroup([{ optimizer: 'adam', hyper: { lr: 0.01 } }], 2000))
    await stepper.advance(10)
    const begun = await count()
    for (let i = 0; i < 10; i++) await stepper.advance(100)
    await stepper.forward(first)
    await stepper.lossAt(await stepper.parameters(), 1, first)
    expect(await count()).toBe(begun)
    stepper.dispose()
    expect(await count()).toBe(before)
  }, 240_000)

  it('given back while work waits for its turn: the work is refused, and nothing begins again', async () => {
    const count = (): Promise<number> => onDevice(device, () => Promise.resolve(tf.memory().numTensors))
    const before = await count()
    const problem = problemFor(1)
    const stepper = stepperOn(device, problem, trainGroup([{ optimizer: 'adam' }]))
    const first = stepper.advance(1)
    const rows = problem.batch(1)
    const waiting = [stepper.advance(1), stepper.parameters(), stepper.forward(rows), stepper.lossAt(problem.initial, 1, rows)]
    await first
    stepper.dispose()
    for (const work of [...waiting, stepper.advance(1), stepper.parameters()]) await expect(work).rejects.toThrow('This training was closed.')
    expect(await count()).toBe(before)
  })

  it.each([...optimizers.filter((o) => o.kind !== 'formula').map((o) => o.id), ...secondOrder])('refuses %s', (id) => {
    expect(() => stepperOn(device, problemFor(1), trainGroup([{ optimizer: id }]))).toThrow(RefusedRule)
  })
})
