// What holds for every rollout, however its runs are grouped and its steps are cut.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { schedules } from '../catalog/schedules/registry.ts'
import { planSweep } from '../scenario/plan-sweep.ts'
import { planRollout } from '../scenario/plan.ts'
import { runNumbers, withNumber } from '../scenario/run-numbers.ts'
import { dressedScenario } from '../scenario/testing.ts'
import type { LandscapeScenario, NoiseKind, RunSpec } from '../scenario/types.ts'
import { axisFor } from '../scenario/views.ts'
import { expandGrid } from './grid.ts'
import { rollout, scenario, traces } from './testing.ts'
import type { RunTrace } from './testing.ts'

/** Every optimizer that the plane can serve. */
const ids = optimizers.filter((o) => o.id !== 'muon').map((o) => o.id)
const noises: readonly NoiseKind[] = ['none', 'gaussian', 'multiplicative', 'heavy-tail']

function expectSame(found: RunTrace | undefined, wanted: RunTrace | undefined, what: string): void {
  expect(found?.stoppedAt, what).toBe(wanted?.stoppedAt)
  expect(found?.evaluations, what).toBe(wanted?.evaluations)
  expect(Object.keys(found?.columns ?? {})).toEqual(Object.keys(wanted?.columns ?? {}))
  for (const [name, column] of Object.entries(wanted?.columns ?? {})) {
    const differs = column.findIndex((v, i) => !Object.is(v, found?.columns[name]?.[i]))
    expect(differs, `${what}: first difference in ${name}`).toBe(-1)
  }
}

/** Runs one by one: each in a scenario of its own. */
async function alone(given: LandscapeScenario): Promise<RunTrace[]> {
  const each: RunTrace[] = []
  for (const run of given.runs) each.push(...(await rollout({ ...given, runs: [run] })))
  return each
}

const run: fc.Arbitrary<RunSpec> = fc
  .record({
    // Few at a time, so that runs share groups.
    optimizer: fc.constantFrom('sgd', 'adam', 'sam', 'newton', 'lbfgs', 'prodigy'),
    hyper: fc.constantFrom({}, { lr: 0.001 }, { lr: 0.02 }, { lr: 3 }),
    schedule: fc.constantFrom(undefined, { id: 'cosine' }, { id: 'reduce_on_plateau', warmup: 5 }),
    start: fc.constantFrom(undefined, [0.5, 0.5], [-2, 3], [40, -70]),
    seed: fc.constantFrom(undefined, 7, 8),
    clip: fc.constantFrom(undefined, { kind: 'norm', value: 2 }),
    ema: fc.constantFrom(undefined, { decay: 0.5 }),
  })
  .map((fields) => JSON.parse(JSON.stringify(fields)) as RunSpec)

describe('a batch of runs equals the same runs one by one, bit for bit', () => {
  it('whatever the runs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 12 }), fc.constantFrom(...noises), async (runs, kind) => {
        const given = scenario({ landscape: 'rosenbrock', start: [-1.2, 1], steps: 25, noise: { kind, scale: 0.1 }, runs })
        const [together, apart] = [await rollout(given), await alone(given)]
        expect(together.length).toBe(runs.length)
        runs.forEach((r, i) => expectSame(together[i], apart[i], `run ${i} ${JSON.stringify(r)}`))
      }),
      { numRuns: 25 },
    )
  })

  it.each(['adam', 'prodigy', 'sam', 'bfgs'])('with 130 runs of %s, which is more than two blocks', async (optimizer) => {
    const runs = Array.from({ length: 130 }, (_, i): RunSpec => ({
      optimizer, start: [-2 + i / 32, 2 - i / 50], seed: i % 3, ...(optimizer === 'bfgs' ? {} : { hyper: { lr: 10 ** (-4 + i / 30) } }),
    }))
    const given = scenario({ landscape: 'himmelblau', start: [0, 0], steps: 20, noise: { kind: 'gaussian', scale: 0.2 }, runs })
    const together = await rollout(given)
    expect(planRollout(given).groups).toHaveLength(1)
    const apart = await alone(given)
    runs.forEach((_, i) => expectSame(together[i], apart[i], `run ${i}`))
  })

  it.each(ids)('and %s among others', async (optimizer) => {
    const runs: RunSpec[] = [{ optimizer }, { optimizer: 'sgd', hyper: { lr: 1e9 } }, { optimizer, start: [0.3, -0.4] }, { optimizer: 'adam' }]
    const given = scenario({ landscape: 'rosenbrock', start: [-1.2, 1], steps: 30, noise: { kind: 'multiplicative', scale: 0.1 }, runs })
    const [together, apart] = [await rollout(given), await alone(given)]
    runs.forEach((_, i) => expectSame(together[i], apart[i], `run ${i}`))
  })
})

describe('a grid over any number of a run equals races with that number set, bit for bit', () => {
  it.each(dressedScenario.runs.map((run, index) => [run.optimizer, index] as const))('%o', async (_, index) => {
    const run = dressedScenario.runs[index]
    if (run === undefined) throw new Error('no run')
    for (const { name } of runNumbers(run)) {
      const { plan, axes } = planSweep(dressedScenario, index, [axisFor(name, [run])], 40)
      const cells = await traces(expandGrid(plan, axes))
      const values = [...(axes[0]?.values ?? [])]
      const races = await alone({ ...dressedScenario, runs: values.map((value) => withNumber(run, name, value)) })
      values.forEach((value, i) => expectSame(cells[i], races[i], `${name} = ${value}`))
      expect(new Set(cells.map(({ columns }) => columns['x']?.at(-1))).size, name).toBeGreaterThan(1)
    }
  })
})

describe('a rollout in pieces equals one in a piece, bit for bit', () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 6 })

  it.each(ids)('%s', async (optimizer) => {
    await fc.assert(
      fc.asyncProperty(cuts, fc.constantFrom(...noises), async (where, kind) => {
        const plan = planRollout(scenario({
          landscape: 'rosenbrock', start: [-1.2, 1], steps: 60, noise: { kind, scale: 0.1 },
          runs: [{ optimizer }, { optimizer, start: [2, 2], seed: 9, ema: { decay: 0.9 } }],
        }))
        const [whole, pieces] = [await traces(plan), await traces(plan, where)]
        whole.forEach((trace, i) => expectSame(pieces[i], trace, `run ${i} cut at ${where.join()}`))
      }),
      { numRuns: 3 },
    )
  })

  it.each(schedules.map((s) => s.id))('with the schedule %s', async (id) => {
    const runs: RunSpec[] = [{ optimizer: 'momentum', schedule: { id, warmup: 7 } }, { optimizer: 'bfgs', schedule: { id } }]
    const plan = planRollout(scenario({ landscape: 'ackley', start: [2.2, -1.3], steps: 60, runs, noise: { kind: 'gaussian', scale: 0.05 } }))
    await fc.assert(
      fc.asyncProperty(cuts, async (where) => {
        const [whole, pieces] = [await traces(plan), await traces(plan, where)]
        whole.forEach((trace, i) => expectSame(pieces[i], trace, `run ${i} cut at ${where.join()}`))
      }),
      { numRuns: 3 },
    )
  })
})

describe('a run that leaves the finite numbers', () => {
  const wild: RunSpec = { optimizer: 'sgd', hyper: { lr: 10 } }
  const tame: RunSpec = { optimizer: 'sgd', hyper: { lr: 0.001 } }

  it('ends at the first entry that float32 could not hold, and its neighbours go on', async () => {
    const given = scenario({ landscape: 'sphere', start: [1, 1], steps: 100, runs: [tame, wild, { ...tame, start: [0.2, 0.1] }] })
    const [first, diverged, last] = await rollout(given)
    // x becomes (1 - 2*lr)^k = (-19)^k; the loss 2*19^(2k) passes 3.4e38 at k = 15, long before float64 ends.
    expect(diverged?.stoppedAt).toBe(15)
    expect(diverged?.evaluations).toBe(15)
    expect((diverged?.columns['x']?.[14] ?? 0) / 19 ** 14).toBeCloseTo(1, 12)
    for (const column of Object.values(diverged?.columns ?? {})) expect(column.slice(15).every(Number.isNaN)).toBe(true)
    const apart = await alone(given)
    expectSame(first, apart[0], 'its neighbour before')
    expectSame(last, apart[2], 'its neighbour after')
    expect([first?.stoppedAt, last?.stoppedAt]).toEqual([-1, -1])
    expect(first?.columns['x']?.every(Number.isFinite)).toBe(true)
  })

  it('may do so at the start', async () => {
    const domain = [[-1, 1], [-1, 1]] as const
    const given = scenario({ landscape: { formula: '1/x + y^2', domain }, start: [0, 1], steps: 5, runs: [tame, { ...tame, start: [1, 1] }, { optimizer: 'lbfgs' }] })
    const [at0, fine, native] = await rollout(given)
    expect(at0).toMatchObject({ stoppedAt: 0, evaluations: 0 })
    expect(native?.stoppedAt).toBe(0)
    expect(fine?.stoppedAt).toBe(-1)
  })

  it('asks a native rule for nothing more', async () => {
    const diverging = (steps: number): Promise<RunTrace[]> =>
      rollout(scenario({ landscape: 'rosenbrock', start: [-1.2, 1], steps, runs: [{ optimizer: 'lbfgs', hyper: { lr: 1e30, line_search: null } }] }))
    const [[short], [long]] = [await diverging(10), await diverging(40)]
    expect(short?.stoppedAt).toBe(1)
    expect(long?.evaluations).toBe(short?.evaluations)
  })

  it('does not come back', async () => {
    // The loss is infinite at x = 0 and finite beyond: the first step lands on 0, the second would leave it again.
    const given = scenario({
      landscape: { formula: 'abs(x) < 0.5 ? 1/abs(floor(x)) : x^2', domain: [[-2, 2], [-1, 1]] }, start: [1, 0], steps: 4,
      runs: [{ optimizer: { name: 'stride', rule: 'theta = theta - lr', hyper: { lr: 1 } } }],
    })
    const [trace] = await rollout(given)
    expect(trace?.stoppedAt).toBe(1)
    expect([...(trace?.columns['x'] ?? [])]).toEqual([1, Number.NaN, Number.NaN, Number.NaN, Number.NaN])
  })
})

describe('the numbers beside the path', () => {
  it('are the rate that led to an entry, and slots after it', async () => {
    const hyper = { lr: 0.5, beta: 0.5 }
    const rule = 'm = beta*m + g\nn = n + 1\nu = lr*m\ntheta = theta - u'
    const [trace] = await rollout(scenario({
      landscape: 'sphere', start: [1, 2], steps: 2, runs: [{ optimizer: { name: 'own', rule, hyper, init: { m: 'theta' } }, schedule: { formula: 'lr/t' } }],
    }))
    expect(Object.keys(trace?.columns ?? {})).toEqual(['x', 'y', 'loss', 'gradNorm', 'lr', 'slots.m.x', 'slots.m.y', 'slots.n', 'slots.u.x', 'slots.u.y'])
    expect([...(trace?.columns['lr'] ?? [])]).toEqual([Number.NaN, 0.5, 0.25])
    expect([...(trace?.columns['slots.n'] ?? [])]).toEqual([0, 1, 2])
    expect([...(trace?.columns['slots.m.x'] ?? [])]).toEqual([1, 2.5, 0.75])
    expect([...(trace?.columns['slots.u.x'] ?? [])]).toEqual([Number.NaN, 1.25, 0.1875])
    expect([...(trace?.columns['x'] ?? [])]).toEqual([1, -0.25, -0.4375])
    expect(trace?.columns['gradNorm']?.[0]).toBeCloseTo(Math.hypot(2, 4), 14)
  })

  it('are read before any is written: slots may change places', async () => {
    const rule = 'c = a\na = b\nb = c\ntheta = theta - lr*a'
    const [trace] = await rollout(scenario({
      landscape: 'sphere', start: [0, 0], steps: 3, runs: [{ optimizer: { name: 'swap', rule, hyper: { lr: 1 }, init: { a: '1', b: '2' } } }],
    }))
    expect([...(trace?.columns['slots.a'] ?? [])]).toEqual([1, 2, 1, 2])
    expect([...(trace?.columns['slots.b'] ?? [])]).toEqual([2, 1, 2, 1])
    expect([...(trace?.columns['x'] ?? [])]).toEqual([0, -2, -3, -5])
  })

  it.each([
    ['sgd', 1],
    ['nesterov_lookahead', 1],
    ['sam', 2],
    ['extragradient', 2],
    ['schedule_free_sgd', 1],
    ['newton', 1],
  ])('%s costs %d gradient evaluations a step', async (optimizer, each) => {
    const [trace] = await rollout(scenario({ landscape: 'sphere', start: [1, 2], steps: 7, runs: [{ optimizer, hyper: { lr: 0.01 } }] }))
    expect(trace?.evaluations).toBe(7 * each)
  })

  it('native rules count the evaluations that they make, cut or not', async () => {
    const plan = planRollout(scenario({ landscape: 'rosenbrock', start: [-1.2, 1], steps: 3, runs: [{ optimizer: 'bfgs' }, { optimizer: 'lbfgs' }] }))
    const [whole, pieces] = [await traces(plan), await traces(plan, [1, 2, 3])]
    expect(whole.map((t) => t.evaluations)).toEqual(pieces.map((t) => t.evaluations))
    // bfgs looks at g before and after each step; lbfgs samples the slope in its line search too.
    expect(whole[0]?.evaluations).toBe(6)
    expect(whole[1]?.evaluations).toBeGreaterThanOrEqual(6)
  })
})

describe('the equation is the code', () => {
  const runs: RunSpec[] = ['adam', 'sgd', 'newton', 'sophia', 'lbfgs', 'sam'].map((optimizer) => ({ optimizer, ...(optimizer === 'sgd' ? { hyper: { lr: 0.001 } } : {}) }))

  it('a typed Rosenbrock gives the trajectories of the built-in one, bit for bit', async () => {
    const base = { start: [-1.2, 1], steps: 200, runs } as const
    const builtIn = await rollout(scenario({ ...base, landscape: 'rosenbrock' }))
    const typed = await rollout(scenario({ ...base, landscape: { formula: '(1-x)^2 + 100*(y-x^2)^2', domain: [[-2, 2], [-1, 3]] } }))
    builtIn.forEach((trace, i) => expectSame(typed[i], trace, JSON.stringify(runs[i])))
  })

  it('a retyped Adam gives Adam, bit for bit', async () => {
    const hyper = { lr: 0.05, beta1: 0.9, beta2: 0.999, eps: 1e-8 }
    const rule = `
      # Kingma & Ba, as on the design's first page
      m = beta1*m + (1 - beta1)*g
      v = beta2*v + (1 - beta2)*g^2
      theta = theta - lr * (m/(1 - beta1^t)) / (sqrt(v/(1 - beta2^t)) + eps)`
    const given = scenario({
      landscape: 'rosenbrock', start: [-1.2, 1], steps: 300, runs: [{ optimizer: 'adam', hyper }, { optimizer: { name: 'mine', rule, hyper } }],
    })
    const [adam, mine] = await rollout(given)
    for (const name of ['x', 'y', 'loss', 'gradNorm', 'lr', 'slots.m.x', 'slots.v.y']) {
      expect([...(mine?.columns[name] ?? [])].map((v, i) => Object.is(v, adam?.columns[name]?.[i])).indexOf(false), name).toBe(-1)
      expect(mine?.columns[name]).toHaveLength(301)
    }
  })
})
