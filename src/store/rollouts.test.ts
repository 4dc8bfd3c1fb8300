import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LandscapeScenario } from '../scenario/types.ts'
import { fakeEngine, settled } from './testing.ts'
import { createRollouts } from './rollouts.ts'
import type { Trace } from './types.ts'

const scenario = (seed: number, extra: Partial<LandscapeScenario> = {}): LandscapeScenario => ({
  version: 1, kind: 'landscape', landscape: 'sphere', start: [1, 1], steps: 9, seed, noise: { kind: 'none' }, device: 'auto', tolerance: 1e-6,
  runs: [{ optimizer: 'sgd', hyper: { lr: 0.1 } }], ...extra,
})

function setup() {
  const { engine, rollouts } = fakeEngine()
  const traces: Trace[] = []
  const busy: boolean[] = []
  const errors: (string | null)[] = []
  const control = createRollouts(engine, { onTrace: (t) => traces.push(t), onBusy: (b) => busy.push(b), onError: (e) => errors.push(e) })
  const seeds = (): number[] => traces.map((t) => t.scenario.seed)
  return { control, rollouts, traces, busy, errors, seeds }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('rollouts', () => {
  test('one is under way at a time; of the wishes meanwhile the latest is next', async () => {
    const { control, rollouts, seeds, busy } = setup()
    for (const seed of [1, 2, 3, 4]) control.want(scenario(seed))
    expect(rollouts.map((r) => r.scenario.seed)).toEqual([1])
    await rollouts[0]?.finish()
    expect(rollouts.map((r) => r.scenario.seed)).toEqual([1, 4])
    await rollouts[1]?.finish()
    expect(seeds(), 'the stale result was shown too').toEqual([1, 4])
    expect(busy).toEqual([true, true, false])
  })

  test('a stale one that takes long is aborted, one that nobody overtook is not', async () => {
    const { control, rollouts } = setup()
    control.want(scenario(1))
    vi.advanceTimersByTime(10_000)
    expect(rollouts[0]?.signal.aborted).toBe(false)
    control.want(scenario(2))
    await vi.advanceTimersByTimeAsync(0)
    expect(rollouts[0]?.signal.aborted).toBe(true)
    expect(rollouts.map((r) => r.scenario.seed)).toEqual([1, 2])
  })

  test('going back to what is under way keeps it', async () => {
    const { control, rollouts } = setup()
    control.want(scenario(1))
    control.want(scenario(2))
    control.want(scenario(1))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(rollouts.map((r) => r.signal.aborted)).toEqual([false])
  })

  test('a long drag on a slow device comes to a result all the same', async () => {
    const { control, rollouts, traces } = setup()
    const took = 900
    for (let ms = 0; ms < 6000; ms += 20) {
      control.want(scenario(ms))
      await vi.advanceTimersByTimeAsync(20)
      const current = rollouts.at(-1)
      if (current && ms - current.scenario.seed >= took) await current.finish()
    }
    expect(traces.length).toBeGreaterThan(0)
  })

  test('a fast result replaces the picture at once, a slow one grows', async () => {
    const { control, rollouts, traces } = setup()
    control.want(scenario(1))
    rollouts[0]?.send(0, 5)
    expect(traces).toHaveLength(0)
    vi.advanceTimersByTime(200)
    rollouts[0]?.send(5, 2)
    expect(traces.map((t) => t.arrived)).toEqual([7])
    rollouts[0]?.send(7, 3)
    await rollouts[0]?.finish()
    expect(traces.map((t) => t.arrived)).toEqual([7, 10, 10])
    expect(traces.at(-1)?.answer?.reason).toBe('a test')
  })

  test('late frames of an aborted rollout are not shown', async () => {
    const { control, rollouts, traces } = setup()
    control.want(scenario(1))
    vi.advanceTimersByTime(300)
    control.want(scenario(2))
    await vi.advanceTimersByTimeAsync(300)
    rollouts[0]?.send(0, 5)
    expect(traces).toHaveLength(0)
  })

  test('labels, colours, hiding and tolerance redraw without a rollout', async () => {
    const { control, rollouts, traces } = setup()
    control.want(scenario(1))
    await rollouts[0]?.finish()
    const changed = scenario(1, { tolerance: 1, runs: [{ optimizer: 'sgd', hyper: { lr: 0.1 }, label: 'mine', color: '#000000', hidden: true }] })
    control.want(changed)
    expect(rollouts).toHaveLength(1)
    expect(traces.at(-1)?.scenario).toBe(changed)
  })

  test('a label that changes while the rollout is under way is on its result', async () => {
    const { control, rollouts, traces } = setup()
    control.want(scenario(1))
    const changed = scenario(1, { tolerance: 1 })
    control.want(changed)
    await rollouts[0]?.finish()
    expect(traces.map((t) => t.scenario)).toEqual([changed])
  })

  test('an error is told, and the same scenario may be tried again', async () => {
    const { control, rollouts, errors } = setup()
    control.want(scenario(1))
    await rollouts[0]?.fail(new Error('The engine stopped.'))
    expect(errors).toEqual(['The engine stopped.'])
    control.want(scenario(1))
    await rollouts[1]?.finish()
    expect(errors).toEqual(['The engine stopped.', null])
  })

  test('an abort is no error', async () => {
    const { control, errors } = setup()
    control.want(scenario(1))
    control.want(scenario(2))
    await vi.advanceTimersByTimeAsync(300)
    await settled()
    expect(errors).toEqual([])
  })
})
