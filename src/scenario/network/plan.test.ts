import { describe, expect, test } from 'vitest'
import { losses } from '../../catalog/losses/registry.ts'
import { fillNetworkDefaults } from './defaults.ts'
import { lossText, planTraining } from './plan.ts'
import type { TrainPlan } from './plan-types.ts'
import type { LossChoice, NetworkRun } from './types.ts'

const planOf = (runs: readonly NetworkRun[], extra: object = {}): TrainPlan => planTraining(fillNetworkDefaults({ kind: 'network', dataset: { id: 'moons' }, ...extra, runs }))

describe('grouping', () => {
  test('runs of one rule, network and batch size are one group, whatever their numbers and seeds', () => {
    const { groups, runCount } = planOf([{ optimizer: 'adam', hyper: { lr: 0.1 } }, { optimizer: 'sgd' }, { optimizer: 'adam', hyper: { lr: 0.2 }, seed: 9, label: 'b', color: '#000000' }])
    expect(runCount).toBe(3)
    expect(groups.map((g) => g.runs)).toEqual([[0, 2], [1]])
    expect([[...(groups[0]?.columns['lr'] ?? [])], [...(groups[0]?.seeds ?? [])]]).toEqual([[0.1, 0.2], [1, 9]])
  })

  test.each<[string, NetworkRun]>([
    ['another rule', { optimizer: 'sgd' }],
    ['another schedule', { optimizer: 'adam', schedule: { id: 'cosine' } }],
    ['other widths', { optimizer: 'adam', widths: [4] }],
    ['another batch size', { optimizer: 'adam', batch: 8 }],
  ])('%s parts runs', (_, run) => expect(planOf([{ optimizer: 'adam' }, run]).groups).toHaveLength(2))

  test('what is the same as for all does not part runs', () => {
    expect(planOf([{ optimizer: 'adam' }, { optimizer: 'adam', widths: [8, 8], batch: 32 }]).groups).toHaveLength(1)
  })

  test('given weights are in every group and in no key', () => {
    const plan = planOf([{ optimizer: 'adam' }, { optimizer: 'sgd' }], { model: { id: 'mlp', weights: [1, 2] } })
    expect(plan.groups.map((g) => g.model.weights)).toEqual([[1, 2], [1, 2]])
    expect(plan.groups.map((g) => g.key)).toEqual(planOf([{ optimizer: 'adam' }, { optimizer: 'sgd' }]).groups.map((g) => g.key))
  })

  test('a native rule is named, for the engine to refuse', () => {
    expect(planOf([{ optimizer: 'lbfgs' }]).groups[0]?.rule).toEqual({ native: 'lbfgs' })
  })
})

describe('texts', () => {
  test('activations are formulas', () => {
    const formula = (activation: unknown): string | undefined => planOf([{ optimizer: 'sgd' }], { model: { id: 'mlp', activation } }).groups[0]?.model.activation
    expect([formula('relu'), formula({ formula: 'z^3' })]).toEqual(['z > 0 ? z : 0', 'z^3'])
  })

  test("a run's own widths and batch, else the scenario's", () => {
    const { groups } = planOf([{ optimizer: 'sgd' }, { optimizer: 'sgd', widths: [4], batch: 'all' }], { batch: 5 })
    expect(groups.map((g) => [g.model.hidden, g.batch])).toEqual([[[8, 8], 5], [[4], 'all']])
  })

  test('what is not asked for is null or 0', () => {
    expect(planOf([{ optimizer: 'sgd' }])).toMatchObject({ growth: null, patience: null, penalty: { l1: 0, l2: 0 }, epochs: 50, seed: 1 })
    expect(planOf([{ optimizer: 'sgd' }], { growth: { factor: 2, every: 5 }, patience: 3, loss: { id: 'mse', l2: 0.1 } })).toMatchObject({ growth: { factor: 2, every: 5 }, patience: 3, penalty: { l1: 0, l2: 0.1 } })
  })

  test.each(losses.map((l) => l.id))('%s: every parameter has a number', (id) => {
    expect(Object.values(lossText({ id }).params).every(Number.isFinite)).toBe(true)
  })

  test('a null parameter is what its own formula makes of it', () => expect(lossText({ id: 'focal' }).params).toEqual({ gamma: 2, alpha: -1 }))

  test.each<[string, LossChoice, string]>([['p', { formula: '(y - p)^2' }, 'number'], ['z', { formula: 'a = z\nlog1p(exp(-a*y*k))', params: { k: 2 } }, 'logit']])(
    'an own loss of %s',
    (_, choice, output) => expect(lossText(choice)).toMatchObject({ kind: 'pointwise', output, targets: 'onehot', params: choice.params ?? {} }),
  )
})
