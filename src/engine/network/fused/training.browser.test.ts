// What holds for every fused training: the same numbers however it is cut and whoever trains beside it, runs that stand still or
// leave the numbers, looks, no buffer kept.
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RunSpec } from '../../../scenario/types.ts'
import type { NetworkEntries, NetworkProblem, NetworkStepper } from '../contract.ts'
import { referenceNetworkStepper } from '../reference-stepper.ts'
import { denseNetwork } from '../testing.ts'
import { draws, farthest, randomProblem, trainGroup, variedRuns } from '../tfjs/testing.ts'
import { fusedNetworkDevice } from './device.ts'
import type { FusedNetworkDevice } from './device.ts'
import { fusedFits, limitsOf } from './fused-network.ts'
import { fusedNetworkStepper } from './stepper.ts'

let found: FusedNetworkDevice
beforeAll(async () => {
  found = await fusedNetworkDevice()
})
afterEach(() => {
  vi.restoreAllMocks()
})

const network = denseNetwork([3, 4, 3], 'tanh(z)')
const problemFor = (runs: number, steps = 5): NetworkProblem => randomProblem(network, 'cce_logits', { runs, steps })
const numbers = (entries: NetworkEntries): number[] => [...entries.loss, ...entries.gradNorm, ...entries.lr]
const part = (values: Float64Array, size: number, run: number): number[] => [...values.subarray(run * size, (run + 1) * size)]

/** Numbers of each tensor and of the run, in slots and in each other; a rate that hears the loss. */
const reducing = [
  'n = 0.5*n + norm(g)',
  's = 0.9*s + total(norm(theta)) + total(lr) + total(g)',
  'q = dot(g, theta) + mean(g^2)*sum(abs(theta)) + norm(n) + dot(n, n) + mean(lr) + sum(n) + fan_in/fan_out',
  'k = k + 0*theta',
  'a = total(k) + total(matrix) + loss',
  'theta = theta - lr*(g + 0.1*grad(theta - 0.1*g))/(1 + n + abs(q) + abs(s) + abs(a))',
].join('\n')
const own: RunSpec = { optimizer: { name: 'own', rule: reducing, hyper: { lr: 0.1 }, init: { k: '2' } } }

/** The buffers made from now on that were not given back. */
function watchBuffers(): ReadonlySet<GPUBuffer> {
  const held = new Set<GPUBuffer>()
  const create = found.device.createBuffer.bind(found.device)
  vi.spyOn(found.device, 'createBuffer').mockImplementation((description) => {
    const buffer = create(description)
    held.add(buffer)
    const destroy = buffer.destroy.bind(buffer)
    buffer.destroy = () => {
      held.delete(buffer)
      return destroy()
    }
    return buffer
  })
  return held
}

it('knows what it runs on', () => {
  // oxlint-disable-next-line no-console -- the device belongs to what these tests show
  console.info(`software: ${found.software}, subgroups: ${found.device.features.has('subgroups')}`)
  expect(fusedFits(problemFor(1), trainGroup([{ optimizer: 'adam' }]), limitsOf(found.device, found.software))).toBe(true)
})

describe.each(['unrolled', 'rolled'] as const)('%s', (form) => {
  const start = (problem: NetworkProblem, specs: readonly RunSpec[], steps = 5): NetworkStepper =>
    fusedNetworkStepper(found.device, problem, trainGroup(specs, steps), { software: found.software, form })

  it.each([
    ['a small network', network],
    ['one whose rule is not written out', denseNetwork([3, 20, 16, 3], 'tanh(z)')],
  ])('agrees with the reference in reductions of every kind, %s', async (_, some) => {
    const problem = randomProblem(some, 'cce_logits', { runs: 2, penalty: { l1: 0.01, l2: 0.1 } })
    const [stepper, reference] = [start(problem, [own, own]), referenceNetworkStepper(problem, trainGroup([own, own]))]
    const [entries, wanted] = [await stepper.advance(6), await reference.advance(6)]
    // Five updates of float32: some hundred roundings of 6e-8 each.
    expect(farthest(numbers(entries), numbers(wanted))).toBeLessThan(1e-4)
    expect(farthest(await stepper.parameters(), await reference.parameters())).toBeLessThan(1e-4)
    stepper.dispose()
  })

  it('agrees with the reference where runs differ in the numbers of schedule and modifiers', async () => {
    const [problem, group] = [problemFor(variedRuns.length), trainGroup(variedRuns)]
    const [stepper, reference] = [start(problem, variedRuns), referenceNetworkStepper(problem, group)]
    expect(farthest(numbers(await stepper.advance(6)), numbers(await reference.advance(6)))).toBeLessThan(1e-4)
    expect(farthest(await stepper.parameters(), await reference.parameters())).toBeLessThan(1e-4)
    stepper.dispose()
  })

  it('gives 64 runs the numbers of runs one by one, bit for bit', async () => {
    const specs = Array.from({ length: 64 }, (_, i): RunSpec => ({ optimizer: 'lamb', hyper: { lr: 0.01 * (1 + i), beta1: i % 2 === 0 ? 0.9 : 0.8 } }))
    const problem = problemFor(64)
    const together = start(problem, specs)
    const [entries, parameters] = [await together.advance(6), await together.parameters()]
    together.dispose()
    for (const run of [0, 1, 17, 42, 63]) {
      const alone = start({ ...problem, initial: problem.initial.slice(run * network.params, (run + 1) * network.params) }, [specs[run] ?? own])
      expect(numbers(await alone.advance(6)), `run ${run}`).toEqual([...part(entries.loss, 6, run), ...part(entries.gradNorm, 6, run), ...part(entries.lr, 6, run)])
      expect([...(await alone.parameters())], `run ${run}`).toEqual(part(parameters, network.params, run))
      alone.dispose()
    }
  })

  it.each<[string, RunSpec]>([
    ['a rule with averages', { optimizer: 'schedule_free_adamw' }],
    ['a schedule and a value of time', { optimizer: 'nadam', schedule: { id: 'cosine', warmup: 2 } }],
    ['numbers in slots', own],
  ])('gives a training in pieces the numbers of one in a piece, bit for bit: %s', async (_, spec) => {
    const problem = problemFor(1, 7)
    const [whole, pieces] = [start(problem, [spec], 7), start(problem, [spec], 7)]
    const all = await whole.advance(8)
    const made = { loss: [] as number[], gradNorm: [] as number[], lr: [] as number[] }
    for (const count of [1, 3, 4]) {
      const entries = await pieces.advance(count)
      for (const name of ['loss', 'gradNorm', 'lr'] as const) made[name].push(...entries[name])
    }
    for (const name of ['loss', 'gradNorm', 'lr'] as const) expect(made[name]).toEqual([...all[name]])
    expect(await pieces.parameters()).toEqual(await whole.parameters())
    expect(await pieces.tensorNorms()).toEqual(await whole.tensorNorms())
    whole.dispose()
    pieces.dispose()
  })

  it('reports the start, makes no update at the last entry, and gives no rate before the first', async () => {
    const problem = problemFor(1, 2)
    const stepper = start(problem, [{ optimizer: 'sgd', hyper: { lr: 0.5 } }], 2)
    expect(farthest(await stepper.parameters(), problem.initial)).toBeLessThan(1e-7)
    expect([...(await stepper.tensorNorms())].every(Number.isNaN)).toBe(true)
    expect([...(await stepper.advance(2)).lr]).toEqual([Number.NaN, 0.5])
    const atLast = await stepper.parameters()
    const last = await stepper.advance(1)
    expect(await stepper.parameters()).toEqual(atLast)
    // The root of the sum of squares of float32 roots.
    expect(Math.abs(Math.hypot(...(await stepper.tensorNorms())) - (last.gradNorm[0] ?? 0))).toBeLessThan(1e-6)
    stepper.dispose()
  })

  it('goes on with new columns from the next update, and leaves a frozen run where it is', async () => {
    const specs: RunSpec[] = [{ optimizer: 'adam', hyper: { lr: 0.1 } }, { optimizer: 'adam', hyper: { lr: 0.2 } }]
    const [problem, group] = [problemFor(2, 6), trainGroup(specs, 6)]
    const [stepper, reference] = [start(problem, specs, 6), referenceNetworkStepper(problem, group)]
    for (const one of [stepper, reference]) {
      await one.advance(2)
      one.setColumns({ ...group.columns, lr: Float64Array.of(0.01, 0.02) })
      await one.advance(1)
      one.freeze(0)
    }
    const before = await stepper.parameters()
    const [entries, wanted] = [await stepper.advance(4), await reference.advance(4)]
    expect(farthest(numbers(entries), numbers(wanted))).toBeLessThan(1e-4)
    expect(entries.loss.slice(0, 4).every(Number.isNaN)).toBe(true)
    expect(entries.loss.slice(4).every(Number.isFinite)).toBe(true)
    const after = await stepper.parameters()
    expect(after.slice(0, network.params)).toEqual(before.slice(0, network.params))
    expect(farthest(after, await reference.parameters())).toBeLessThan(1e-4)
    stepper.dispose()
  })

  it('a run that leaves the finite numbers has none from there on; the others go on', async () => {
    const problem = randomProblem(denseNetwork([2, 3, 1], 'z'), 'mse', { runs: 2, steps: 60 })
    const specs: RunSpec[] = [{ optimizer: 'sgd', hyper: { lr: 100 } }, { optimizer: 'sgd', hyper: { lr: 0.001 } }]
    const stepper = start(problem, specs, 60)
    const [entries, wanted] = [await stepper.advance(40), await referenceNetworkStepper(problem, trainGroup(specs, 60)).advance(40)]
    const end = ({ loss }: NetworkEntries): number => loss.subarray(0, 40).findIndex((v) => !Number.isFinite(v))
    expect(end(entries)).toBeGreaterThan(0)
    // The squares of the gradient leave float32 before its norm does.
    expect(Math.abs(end(entries) - end(wanted))).toBeLessThanOrEqual(1)
    expect(entries.loss.subarray(end(entries) + 1, 40).every(Number.isNaN)).toBe(true)
    expect((await stepper.advance(2)).loss.slice(0, 2).every(Number.isNaN)).toBe(true)
    expect(farthest(entries.loss.subarray(40), wanted.loss.subarray(40))).toBeLessThan(1e-4)
    stepper.dispose()
  })

  it.each([Number.NaN, Infinity])('stops where a weight is %f, though relu would hide it', async (value) => {
    const problem = randomProblem(denseNetwork([2, 2, 1], 'z > 0 ? z : 0'), 'mse', { runs: 2 })
    const initial = problem.initial.slice()
    initial[0] = value
    const stepper = start({ ...problem, initial }, [{ optimizer: 'sgd' }, { optimizer: 'sgd' }])
    const { gradNorm } = await stepper.advance(3)
    expect(Array.from(gradNorm, Number.isFinite)).toEqual([false, false, false, true, true, true])
    stepper.dispose()
  })

  it('gives every buffer back, whether it ends or not', async () => {
    const held = watchBuffers()
    for (let i = 0; i < 10; i++) {
      const problem = problemFor(3, 20)
      const stepper = start(problem, [{ optimizer: 'adam' }, { optimizer: 'adam' }, { optimizer: 'adam' }], 20)
      for (const count of [1, 4, i % 2 === 0 ? 16 : 2]) await stepper.advance(count)
      await stepper.forward(problem.batch(1))
      await stepper.lossAt(await stepper.parameters(), 3, problem.batch(1))
      expect(held.size).toBeGreaterThan(0)
      stepper.dispose()
      expect(held.size, `after training ${i}`).toBe(0)
    }
  })

  it('given back in the midst of work: the work is refused, and no buffer is made again', async () => {
    const held = watchBuffers()
    // Widths that no other test has, so that kernels are compiled while the training is given back.
    const wide = denseNetwork([3, form === 'rolled' ? 7 : 6, 3], 'tanh(z)')
    for (const ask of [
      (stepper: NetworkStepper) => stepper.advance(20),
      (stepper: NetworkStepper) => stepper.forward(randomProblem(wide, 'cce_logits', {}).batch(1)),
      (stepper: NetworkStepper, { initial, batch }: NetworkProblem) => stepper.lossAt(initial, 1, batch(1)),
    ]) {
      const problem = randomProblem(wide, 'cce_logits', { steps: 20 })
      const stepper = start(problem, [{ optimizer: 'adam' }], 20)
      const asked = ask(stepper, problem)
      stepper.dispose()
      await expect(asked).rejects.toThrow('This training was closed.')
      expect(held.size).toBe(0)
    }
  })
})

describe.each([
  ['written out', denseNetwork([3, 5, 2], 'tanh(z)')],
  ['in loops', denseNetwork([3, 400, 2], 'tanh(z)')],
] as const)('looks, %s', (_, wide) => {
  it.each(['cce_logits', 'mse'])('raw outputs of every run, and losses of any parameters: %s', async (loss) => {
    const problem = randomProblem(wide, loss, { runs: 2, rows: 300 })
    const group = trainGroup([{ optimizer: 'sgd' }, { optimizer: 'sgd' }])
    const [stepper, reference] = [fusedNetworkStepper(found.device, problem, group, { software: found.software }), referenceNetworkStepper(problem, group)]
    const rows = problem.batch(1)
    // Sums of some hundred products: as many roundings.
    expect(farthest(await stepper.forward(rows), await reference.forward(rows))).toBeLessThan(2e-5)
    const points = draws(150 * wide.params, 9, 0.1)
    const [losses, wanted] = await Promise.all([stepper.lossAt(points, 150, rows), reference.lossAt(points, 150, rows)])
    expect(farthest(losses, wanted)).toBeLessThan(1e-5)
    stepper.dispose()
  })
})
