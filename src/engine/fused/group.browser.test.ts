// What a fused group promises: the same bits however it is cut, runs that never mix, a summary that is the trace's, and
// host values that are the reference's.
import { beforeAll, describe, expect, it } from 'vitest'
import { noisePair, pcg } from '../../formula/random.ts'
import { planRollout } from '../../scenario/plan.ts'
import type { Plan, PlanGroup } from '../../scenario/plan-types.ts'
import type { LandscapeScenario, RunSpec } from '../../scenario/types.ts'
import { rollout, scenario, traces } from '../testing.ts'
import type { RunTrace } from '../testing.ts'
import { fusedDevice } from './device.ts'
import { FusedGroup } from './group.ts'
import type { Summary } from './summary.ts'
import { fusedStepper } from './stepper.ts'

let device: GPUDevice
beforeAll(async () => {
  ;({ device } = await fusedDevice())
})

const both = [1, 4] as const
const random = (i: number): number => pcg(i) / 2 ** 32
const uniformRuns = (count: number, of: (i: number) => RunSpec): RunSpec[] => Array.from({ length: count }, (_, i) => of(i))

const onFused = (given: LandscapeScenario, lanes: 1 | 4, cuts: readonly number[] = []): Promise<RunTrace[]> =>
  traces(planRollout(given), cuts, (plan, group) => fusedStepper(device, plan, group, true, lanes))

function onlyGroup(plan: Plan): PlanGroup {
  const [group] = plan.groups
  if (!group || plan.groups.length > 1) throw new Error('expected one group')
  return group
}

/** The summary alone; `limit` entries a dispatch at most. */
async function summarize(given: LandscapeScenario, lanes: 1 | 4, target: number, limit = Infinity): Promise<Summary> {
  const plan = planRollout(given)
  const fused = new FusedGroup(device, plan, onlyGroup(plan), { target, trace: false, lanes })
  while (fused.remaining > 0) await fused.advance(limit)
  const found = await fused.summary()
  fused.dispose()
  return found
}

const himmelblau = (runs: readonly RunSpec[], more: Partial<LandscapeScenario> = {}): LandscapeScenario =>
  scenario({ landscape: 'himmelblau', start: [-1, 2], steps: 60, runs, ...more })
const starts = (count: number, optimizer = 'adam'): RunSpec[] =>
  uniformRuns(count, (i) => ({ optimizer, hyper: { lr: 0.01 + 0.2 * random(i) }, start: [8 * random(2 * i) - 4, 8 * random(2 * i + 1) - 4], seed: i % 3 }))

const noisy = { kind: 'gaussian', scale: 0.5 } as const
const rich: readonly (readonly [string, LandscapeScenario])[] = [
  ['Adam', himmelblau(starts(7))],
  ['NAdam with noise, a schedule and clipping', himmelblau(
    uniformRuns(5, (i) => ({ optimizer: 'nadam', hyper: { lr: 0.1, beta1: 0.8 + 0.02 * i }, seed: i, clip: { kind: 'norm', value: 3 }, schedule: { id: 'cosine', warmup: 5 } })),
    { noise: noisy },
  )],
  ['RAdam with an average', himmelblau(uniformRuns(3, (i) => ({ optimizer: 'radam', hyper: { lr: 0.02 * (i + 1) }, ema: { decay: 0.9 } })))],
  ['schedule-free SGD', himmelblau(starts(6, 'schedule_free_sgd').map((run) => ({ ...run, hyper: { lr: 0.01 } })))],
]

describe.each(rich)('%s', (_name, given) => {
  it.each(both)('gives the same bits however it is cut, %i runs per invocation', async (lanes) => {
    const whole = await onFused(given, lanes)
    for (const cuts of [[1], [1, 2, 3, 5, 8, 13, 21, 34, 55], Array.from({ length: 60 }, (_, i) => i + 1)]) expect(await onFused(given, lanes, cuts)).toEqual(whole)
  })

  it('gives the same bits one or four runs per invocation', async () => {
    expect(await onFused(given, 4)).toEqual(await onFused(given, 1))
  })

  it('gives a batch the bits of its runs alone', async () => {
    const batch = await onFused(given, 4)
    for (const [i, run] of given.runs.entries()) expect((await onFused({ ...given, runs: [run] }, 4))[0]?.columns, `run ${i}`).toEqual(batch[i]?.columns)
  })

  it.each(both)('follows the reference, slots and rates included, %i runs per invocation', async (lanes) => {
    const [found, reference] = [await onFused(given, lanes), await rollout(given)]
    reference.forEach((trace, run) => {
      expect(Object.keys(found[run]?.columns ?? {})).toEqual(Object.keys(trace.columns))
      expect([found[run]?.stoppedAt, found[run]?.evaluations]).toEqual([trace.stoppedAt, trace.evaluations])
      // Twenty steps: later, float32 and float64 part on their own where a path is sensitive.
      for (const [name, column] of Object.entries(trace.columns)) {
        const scale = Math.max(1, ...[...column.slice(0, 20)].filter(Number.isFinite).map(Math.abs))
        column.slice(0, 20).forEach((value, entry) => {
          const other = found[run]?.columns[name]?.[entry] ?? 0
          if (Number.isNaN(value)) expect(other, `${name} at ${entry}`).toBeNaN()
          else expect(Math.abs(other - value) / scale, `${name} at ${entry} of run ${run}: ${other} for ${value}`).toBeLessThan(2e-5)
        })
      }
    })
  })
})

describe('divergence', () => {
  // Every third run has a rate that throws it out within a few steps; the last one starts where the loss is not finite.
  const runs = uniformRuns(9, (i) => ({ optimizer: 'sgd', hyper: { lr: i % 3 === 1 ? 0.1 + 0.01 * i : 0.01 }, start: [i === 8 ? 1e20 : -1 - 0.1 * i, 2] }))
  const given = himmelblau(runs, { steps: 40 })

  it.each(both)('stops a run at the reference\'s entry and leaves its neighbours alone, %i runs per invocation', async (lanes) => {
    const [found, reference] = [await onFused(given, lanes), await rollout(given)]
    expect(found.map((t) => t.stoppedAt)).toEqual(reference.map((t) => t.stoppedAt))
    expect(found.filter((t) => t.stoppedAt >= 0).length).toBe(4)
    const calm = await onFused({ ...given, runs: runs.filter((_, i) => reference[i]?.stoppedAt === -1) }, lanes)
    expect(found.filter((t) => t.stoppedAt === -1)).toEqual(calm)
  })

  it.each(both)('is summed up as the trace says, %i runs per invocation', async (lanes) => {
    const path = await onFused(given, lanes)
    const target = 20
    const found = await summarize(given, lanes, target, 7)
    path.forEach(({ columns, stoppedAt }, run) => {
      const losses = [...(columns['loss'] ?? [])].filter((v) => !Number.isNaN(v))
      const last = losses.length - 1
      expect(found.stopped[run], `stopped, run ${run}`).toBe(stoppedAt)
      expect(found.final[run]).toEqual(stoppedAt >= 0 ? Number.NaN : losses[last])
      expect(found.best[run]).toEqual(losses.length > 0 ? Math.min(...losses) : Number.NaN)
      expect(found.reached[run]).toBe(losses.findIndex((v) => v <= target))
      expect([found.x[run], found.y[run]]).toEqual(stoppedAt >= 0 ? [Number.NaN, Number.NaN] : [columns['x']?.[last], columns['y']?.[last]])
    })
    expect(found.reached.filter((r) => r >= 0).length).toBeGreaterThan(2)
  })
})

describe('the number of runs', () => {
  it.each([1, 3, 63, 65, 70_000])('may be %i', async (count) => {
    const given = himmelblau(starts(count), { steps: 10 })
    const found = await summarize(given, 4, 0.5)
    const few = [0, Math.floor(count / 2), count - 1]
    const [alone, one] = [await summarize({ ...given, runs: few.map((i) => given.runs[i] ?? { optimizer: 'adam' }) }, 4, 0.5), await summarize(given, 1, 0.5)]
    expect(found.final.length).toBe(count)
    few.forEach((run, i) => expect([found.x[run], found.y[run], found.final[run], found.best[run]]).toEqual([alone.x[i], alone.y[i], alone.final[i], alone.best[i]]))
    expect(one).toEqual(found)
  })
})

describe('noise', () => {
  it.each(['gaussian', 'heavy-tail'] as const)('draws as formula/random.ts does: %s', async (kind) => {
    // theta - lr * g on a flat landscape with lr = -1 adds up the draws; the rule keeps this step's own in a slot.
    const given = scenario({
      landscape: { formula: '0*x', domain: [[-1, 1], [-1, 1]] }, start: [0, 0], steps: 400, noise: { kind, scale: 1 },
      runs: [{ optimizer: { name: 'draws', rule: 'drawn = g\ntheta = theta', hyper: {} }, seed: 5 }, { optimizer: { name: 'draws', rule: 'drawn = g\ntheta = theta', hyper: {} }, seed: 77 }],
    })
    for (const lanes of both) {
      const found = await onFused(given, lanes)
      found.forEach(({ columns }, run) => {
        for (let step = 1; step <= 400; step++) {
          const [x, y] = noisePair(kind, run === 0 ? 5 : 77, step)
          for (const [name, value] of [['drawn.x', x], ['drawn.y', y]] as const) {
            // Relative to 1 where the draw is less: next to its zero a cosine is good absolutely, not relatively.
            expect(Math.abs((columns[`slots.${name}`]?.[step] ?? Number.NaN) - value) / Math.max(1, Math.abs(value)), `${name} at ${step}`).toBeLessThan(1e-6)
          }
        }
      })
    }
  })
})
