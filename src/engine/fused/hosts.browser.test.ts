// Hyper-parameters that vary from run to run, and what time makes of them: from tables, and where there are too many
// combinations from the kernel itself.
import { beforeAll, describe, expect, it } from 'vitest'
import { pcg } from '../../formula/random.ts'
import { planRollout } from '../../scenario/plan.ts'
import type { LandscapeScenario, RunSpec } from '../../scenario/types.ts'
import { rollout, scenario, traces } from '../testing.ts'
import type { RunTrace } from '../testing.ts'
import { fusedDevice } from './device.ts'
import { FusedGroup } from './group.ts'
import { fusedStepper } from './stepper.ts'

let device: GPUDevice
beforeAll(async () => {
  ;({ device } = await fusedDevice())
})

const random = (i: number): number => pcg(i) / 2 ** 32
const onFused = (given: LandscapeScenario, withSlots: boolean): Promise<RunTrace[]> =>
  traces(planRollout(given), [], (plan, group) => fusedStepper(device, plan, group, withSlots, 4))

/** How far x and y are from the reference at the last entry, relative to the largest coordinate. */
async function farthest(given: LandscapeScenario): Promise<number> {
  const [found, reference] = [await onFused(given, false), await rollout(given)]
  const last = given.steps
  return Math.max(...reference.map(({ columns }, run) => {
    const scale = Math.max(Math.abs(columns['x']?.[last] ?? 0), Math.abs(columns['y']?.[last] ?? 0))
    return Math.max(...['x', 'y'].map((c) => Math.abs((found[run]?.columns[c]?.[last] ?? Number.NaN) - (columns[c]?.[last] ?? 0)))) / scale
  }))
}

const quadratic = (runs: readonly RunSpec[], steps: number): LandscapeScenario => scenario({ landscape: 'quadratic_ill', start: [3, -2], steps, runs })

describe('columns that vary', () => {
  it('a sweep of 16 rates by 16 betas follows the reference', async () => {
    const runs = Array.from({ length: 256 }, (_, i) => ({ optimizer: 'adam', hyper: { lr: 1e-3 * 1.5 ** (i % 16), beta2: 1 - 0.5 * 0.6 ** Math.floor(i / 16) } }))
    expect(await farthest(quadratic(runs, 50))).toBeLessThan(1e-4)
  })

  const pairs = Array.from({ length: 2000 }, (_, i) => ({ lr: 0.01, beta1: 0.5 + 0.49 * random(2 * i), beta2: 1 - 10 ** (-1 - 2 * random(2 * i + 1)) }))
  it.each(['adam', 'nadam', 'radam'])('2 000 pairs of betas, more than tables hold, are good to 1e-4: %s', async (optimizer) => {
    expect(await farthest(quadratic(pairs.map((hyper) => ({ optimizer, hyper })), 100))).toBeLessThan(1e-4)
  })

  it('more sets of varying columns than there are tables still give the reference', async () => {
    const names = Array.from({ length: 11 }, (_, i) => `h${i}`)
    const rule = ['s = 0', ...names.map((n, i) => `q${i} = q${i}*${n} + 0.01*t`), ...names.map((n, i) => `s = s + q${i}*${n}^t`), 'P = P*(1 - 0.5*h0^t)*(1 - 0.5*h1^t)', 'theta = theta - 0.001*(g + s*P)'].join('\n')
    const runs = Array.from({ length: 24 }, (_, r) => ({ optimizer: { name: 'many', rule, init: { P: '1' }, hyper: Object.fromEntries(names.map((n, i) => [n, 0.2 + 0.7 * random(r * 100 + i)])) } }))
    expect(await farthest(quadratic(runs, 40))).toBeLessThan(1e-4)
  })

  it('a base of 0 among the powers of a kernel gives 0', async () => {
    const runs = pairs.map(({ lr, beta2 }, i) => ({ optimizer: 'adam', hyper: { lr, beta2, beta1: i === 0 ? 0 : 0.9 * random(i) } }))
    expect(await farthest(quadratic(runs, 20))).toBeLessThan(1e-4)
  })
})

describe('1 - b^t from step 1 to 100 000', () => {
  // The kernel's own: 1 100 neighbours of b, each a different number.
  it.each([['tables', 1], ['the kernel', 1100]] as const)('from %s', async (_where, count) => {
    const steps = 100_000
    // theta becomes 1 - b^t at the step that the run names, and stays.
    const rule = 'theta = t == at ? 1 - b^t : theta'
    const ats = [1, 2, 3, 10, 100, 1000, 10_000, 99_999, 100_000]
    const cases = ats.flatMap((at) => [0.9999, 0.999, 0.5].map((b) => ({ at, b })))
    const runs = Array.from({ length: Math.max(count, cases.length) }, (_, i) => {
      const { at, b } = cases[i % cases.length] ?? { at: 1, b: 0.5 }
      return { at, b: i < cases.length ? b : b - 1e-9 * i }
    })
    const plan = planRollout(scenario({ landscape: 'sphere', start: [1, 1], steps, runs: runs.map((hyper) => ({ optimizer: { name: 'power', rule, hyper } })) }))
    const [group] = plan.groups
    if (!group) throw new Error('no group')
    const fused = new FusedGroup(device, plan, group, { target: Number.NEGATIVE_INFINITY, trace: false, lanes: 4 })
    while (fused.remaining > 0) await fused.advance(steps)
    const { x } = await fused.summary()
    fused.dispose()
    const worst = Math.max(...runs.map(({ at, b }, i) => Math.abs((x[i] ?? 0) / -Math.expm1(at * Math.log(b)) - 1)))
    // A table rounds once; the kernel multiplies and takes an exponential.
    expect(worst).toBeLessThan(count === 1 ? 2 ** -23 : 1e-6)
  })
})
