import { describe, expect, test } from 'vitest'
import { modifiers } from '../catalog/modifiers/registry.ts'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { schedules } from '../catalog/schedules/registry.ts'
import { composeStep } from '../formula/compose.ts'
import { Graph, topological } from '../formula/graph.ts'
import { fillDefaults } from './defaults.ts'
import { planRollout } from './plan.ts'
import type { Plan, PlanGroup } from './plan-types.ts'
import type { RunSpec } from './types.ts'

const planOf = (runs: readonly RunSpec[], extra: object = {}): Plan => planRollout(fillDefaults({ landscape: 'rosenbrock', ...extra, runs }))
const only = (run: RunSpec): PlanGroup => {
  const [group] = planOf([run]).groups
  if (!group) throw new Error('no group')
  return group
}
const column = (group: PlanGroup, name: string): number[] => [...(group.columns[name] ?? [])]

describe('grouping', () => {
  test('runs of one rule, schedule and modifier set are one group, whatever their numbers', () => {
    const run = (lr: number, end: number, value: number): RunSpec => ({
      optimizer: 'adam', hyper: { lr }, schedule: { id: 'cosine', params: { end } }, clip: { kind: 'norm', value },
    })
    const { groups, runCount } = planOf([run(0.1, 0.2, 3), run(0.4, 0.5, 6)])
    expect(runCount).toBe(2)
    expect(groups.map((g) => g.runs)).toEqual([[0, 1]])
    const [group] = groups
    expect(['lr', 'schedule.end', 'clip_norm.value'].map((name) => [...(group?.columns[name] ?? [])])).toEqual([[0.1, 0.4], [0.2, 0.5], [3, 6]])
  })

  test.each<[string, RunSpec]>([
    ['another rule', { optimizer: 'sgd' }],
    ['another schedule', { optimizer: 'adam', schedule: { id: 'cosine' } }],
    ['a warm-up', { optimizer: 'adam', schedule: { warmup: 5 } }],
    ['a modifier', { optimizer: 'adam', cautious: true }],
    ['an own rule', { optimizer: { name: 'a', rule: 'theta = theta - lr*g', hyper: { lr: 1 } } }],
  ])('%s is another group', (_, run) => expect(planOf([{ optimizer: 'adam' }, run]).groups).toHaveLength(2))

  test('the same groups whatever the order of the runs', () => {
    const runs: RunSpec[] = [{ optimizer: 'adam', hyper: { lr: 1 } }, { optimizer: 'sgd' }, { optimizer: 'adam', hyper: { lr: 2 } }]
    const describeGroups = (plan: Plan, order: number[]): Map<string, Set<number | undefined>> =>
      new Map(plan.groups.map((g) => [g.key, new Set(g.runs.map((r) => order[r]))]))
    const turned = [2, 1, 0]
    expect(describeGroups(planOf(turned.flatMap((i) => runs[i] ?? [])), turned)).toEqual(describeGroups(planOf(runs), [0, 1, 2]))
  })

  test('labels, colours and hiding do not part runs', () => {
    expect(planOf([{ optimizer: 'adam' }, { optimizer: 'adam', label: 'b', color: '#000000', hidden: true }]).groups).toHaveLength(1)
  })
})

describe('columns', () => {
  test('switches are 1 and 0', () => {
    expect(column(only({ optimizer: 'rmsprop', hyper: { centered: true } }), 'centered')).toEqual([1])
    expect(column(only({ optimizer: 'rmsprop' }), 'centered')).toEqual([0])
  })

  test('a null is what its own formula makes of it', () => {
    expect(column(only({ optimizer: 'prodigy', hyper: { beta2: 0.25 } }), 'beta3')).toEqual([0.5])
    expect(column(only({ optimizer: 'prodigy', hyper: { beta3: 0.7 } }), 'beta3')).toEqual([0.7])
  })

  test('a warm-up is a text of its own after the schedule', () => {
    const group = only({ optimizer: 'sgd', schedule: { id: 'cosine', warmup: 20 } })
    expect(group.warmup?.params).toEqual(['warmup'])
    expect(column(group, 'warmup.warmup')).toEqual([20])
    expect(only({ optimizer: 'sgd' }).warmup).toBeNull()
  })

  test('modifiers stand in the order in which they work', () => {
    const all = only({
      optimizer: 'momentum_ema', weightDecay: { kind: 'l2', value: 0.1 }, clip: { kind: 'value', value: 2 }, cautious: true,
      lookahead: { k: 5, alpha: 0.5 }, ema: { decay: 0.9 },
    })
    expect(all.modifiers.map((m) => m.id)).toEqual(['clip_value', 'l2', 'cautious', 'lookahead', 'ema'])
    const decoupled = only({ optimizer: 'momentum_ema', weightDecay: { kind: 'decoupled', value: 0.1 }, clip: { kind: 'norm', value: 2 }, cautious: true })
    expect(decoupled.modifiers.map((m) => m.id)).toEqual(['clip_norm', 'cautious', 'decoupled'])
    expect(new Set([...all.modifiers, ...decoupled.modifiers].map((m) => m.id)).size, 'every modifier of the catalogue').toBe(modifiers.length)
  })

  test('an own rule has its own values', () => {
    const group = only({ optimizer: { name: 'mine', rule: 'm = b*m + g\ntheta = theta - lr*m', hyper: { lr: 0.1, b: 0.9 }, init: { m: 'theta' } } })
    expect(group.rule).toEqual({ rule: 'm = b*m + g\ntheta = theta - lr*m', init: { m: 'theta' }, params: ['lr', 'b'] })
    expect([column(group, 'lr'), column(group, 'b')]).toEqual([[0.1], [0.9]])
  })

  test('a native rule is named, and given its values as they are', () => {
    const group = only({ optimizer: 'lbfgs', hyper: { lr: 0.5, line_search: null } })
    expect(group.rule).toEqual({ native: 'lbfgs' })
    expect(group.nativeHyper).toEqual([expect.objectContaining({ lr: 0.5, line_search: null })])
    expect(column(group, 'lr')).toEqual([0.5])
  })
})

describe('every optimizer and schedule', () => {
  const symbols = (group: PlanGroup): string[] => {
    const step = composeStep(new Graph(), group)
    const nodes = topological([step.lr, step.theta, step.shown, ...step.states.flatMap((s) => [s.next, s.start])])
    return nodes.filter((n) => n.op === 'sym' && n.name.startsWith('column:')).map((n) => n.name.slice('column:'.length))
  }
  const runs: [string, RunSpec][] = [
    ...optimizers.map((o): [string, RunSpec] => [o.id, { optimizer: o.id }]),
    ...schedules.map((s): [string, RunSpec] => [s.id, { optimizer: 'momentum_ema', schedule: { id: s.id, warmup: 3 }, ema: { decay: 0.9 }, lookahead: { k: 2, alpha: 0.5 } }]),
  ]
  test.each(runs)('%s: every column that the step reads is there, and finite', (_, run) => {
    const group = only(run)
    for (const name of symbols(group)) expect(column(group, name), name).toEqual([expect.toSatisfy(Number.isFinite)])
  })
})

describe('starts, seeds, landscape', () => {
  const plan = planOf([{ optimizer: 'sgd' }, { optimizer: 'sgd', start: [5, 6], seed: 9 }], { start: [1, 2], seed: 7, constants: { b: 50 }, noise: { kind: 'gaussian', scale: 0.5 } })

  test("a run's own start and seed, else the scenario's", () => {
    const [group] = plan.groups
    expect([[...(group?.startX ?? [])], [...(group?.startY ?? [])], [...(group?.seeds ?? [])]]).toEqual([[1, 5], [2, 6], [7, 9]])
  })

  test('constants are complete', () => expect(plan.landscape.constants).toEqual({ a: 1, b: 50 }))
  test('noise without a scale is none', () => expect([plan.noise, planOf([{ optimizer: 'sgd' }]).noise]).toEqual([{ kind: 'gaussian', scale: 0.5 }, { kind: 'none', scale: 0 }]))

  test('an unknown name is a mistake of the caller', () => {
    const bad = { ...fillDefaults({ landscape: 'sphere', runs: [{ optimizer: 'sgd' }] }), runs: [{ optimizer: 'nope' }] }
    expect(() => planRollout(bad)).toThrow('unknown optimizer "nope"')
  })
})
