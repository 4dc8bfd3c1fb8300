import { describe, expect, test } from 'vitest'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { fillDefaults } from './defaults.ts'
import { arrivalLoss, axisValues, cellCentres, cellOf, lacking, planBasins, planSeeds, planSweep } from './plan-sweep.ts'
import { axisFor, basinsOf, defaultSweep, sweepOf, sweepParams } from './views.ts'
import type { RunSpec, SweepAxis } from './types.ts'
import { validateScenario } from './validate.ts'

const near = (value: number, digits: number): unknown => expect.closeTo(value, digits)

const race = (runs: readonly RunSpec[], extra: object = {}) => fillDefaults({ landscape: 'himmelblau', runs, ...extra })
const lr: SweepAxis = { param: 'lr', min: 1e-4, max: 1, scale: 'log' }
const beta: SweepAxis = { param: 'beta1', min: 0, max: 1, scale: 'linear' }

describe('an axis', () => {
  test('gives the centres of equal cells', () => expect([...cellCentres({ min: 0, max: 1, scale: 'linear' }, 4)]).toEqual([0.125, 0.375, 0.625, 0.875]))

  test('is equal in the logarithm on a log scale', () => {
    const values = cellCentres(lr, 4)
    expect([...values].map((v) => Math.log10(v))).toEqual([-3.5, -2.5, -1.5, -0.5].map((v) => near(v, 12)))
  })

  test.each([lr, beta])('finds the cell of each of its own values: $param', (axis) => {
    expect([...cellCentres(axis, 7)].map((value) => cellOf(axis, 7, value))).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => near(i + 0.5, 9)))
  })

  test('gives whole numbers to a parameter that wants them', () => {
    const values = axisValues({ param: 'warmup', min: 0, max: 10, scale: 'linear' }, 4, { optimizer: 'ademamix' })
    expect([...values].every(Number.isInteger)).toBe(true)
  })
})

describe('a sweep', () => {
  const scenario = race([{ optimizer: 'sgd' }, { optimizer: 'adam', hyper: { beta2: 0.9 } }], { tolerance: 0.5 })

  test('is the plan of that one run, over its columns', () => {
    const { plan, axes, target } = planSweep(scenario, 1, [lr, beta], 8)
    expect(plan.runCount).toBe(1)
    expect([...(plan.groups[0]?.columns['beta2'] ?? [])]).toEqual([0.9])
    expect(axes.map((axis) => [axis.column, axis.values.length])).toEqual([['lr', 8], ['beta1', 8]])
    expect(target).toBeCloseTo(0.5, 6)
  })

  test('says what a rule lacks', () => {
    expect(lacking(scenario, 0, ['lr', 'beta1'])).toEqual(['beta1'])
    expect(lacking(scenario, 1, ['lr', 'beta1'])).toEqual([])
  })

  test('does not vary alone what another value is worked out from', () => {
    expect(lacking(race([{ optimizer: 'prodigy' }]), 0, ['lr', 'beta2'])).toEqual(['beta2'])
    expect(lacking(race([{ optimizer: 'prodigy', hyper: { beta3: 0.9 } }]), 0, ['lr', 'beta2'])).toEqual([])
  })

  test('varies the numbers of a native rule, too', () => expect(lacking(race([{ optimizer: 'lbfgs' }]), 0, ['lr', 'history_size'])).toEqual([]))

  test('never arrives where no minimum is known', () => {
    expect(arrivalLoss(race([{ optimizer: 'sgd' }], { landscape: { formula: 'x^2 + y^2', domain: [[-1, 1], [-1, 1]] } }))).toBe(Number.NEGATIVE_INFINITY)
  })
})

describe('a map of starts', () => {
  test('covers the box that is drawn', () => {
    const { axes } = planBasins(race([{ optimizer: 'adam' }]), 0, 10)
    expect(axes.map(({ column, values }) => [column, values[0], values.at(-1)])).toEqual([['start.x', -4.5, 4.5], ['start.y', -4.5, 4.5]])
  })

  test('falls back to a run that is there', () => expect(basinsOf(race([{ optimizer: 'sgd' }], { basins: { run: 5 } })).run).toBe(0))
})

test('many seeds begin with the run’s own', () => {
  const { axes } = planSeeds(race([{ optimizer: 'sgd', seed: 2 ** 32 - 1 }]), 0, 3)
  expect([...(axes[0]?.values ?? [])]).toEqual([2 ** 32 - 1, 0, 1])
})

describe('the sweep of a scenario that gives none', () => {
  test.each([
    ['adam', 'lr', 'beta1'],
    ['momentum', 'lr', 'momentum'],
    ['momentum_ema', 'lr', 'beta'],
  ])('%s: %s against %s', (optimizer, x, y) => {
    const sweep = sweepOf(race([{ optimizer }]))
    expect([sweep.x.param, sweep.y.param]).toEqual([x, y])
  })

  test('takes the memory of another run where the chosen one has none', () => {
    expect(defaultSweep(race([{ optimizer: 'sgd' }, { optimizer: 'momentum' }]), 0).y.param).toBe('momentum')
  })

  test('reaches as far as the run’s own rate', () => {
    expect(axisFor('lr', race([{ optimizer: 'sgd', hyper: { lr: 30 } }]).runs)).toEqual({ param: 'lr', min: 1e-4, max: 100, scale: 'log' })
  })

  test('stops short of where a memory is no longer valid', () => {
    expect(axisFor('beta1', [{ optimizer: 'adam' }])).toEqual({ param: 'beta1', min: 0, max: 1, scale: 'linear' })
  })

  test.each(optimizers.map((o) => [o.id]))('is valid for %s', (optimizer) => {
    const scenario = race([{ optimizer }])
    expect(validateScenario({ ...scenario, sweep: sweepOf(scenario) }).problems).toEqual([])
  })

  test('offers every number of every rule once', () => {
    expect(sweepParams(race([{ optimizer: 'sgd' }, { optimizer: 'adam' }]).runs)).toEqual(['lr', 'weight_decay', 'beta1', 'beta2', 'eps'])
  })
})

describe('a view is refused', () => {
  const problem = (views: object): string | undefined => validateScenario({ landscape: 'sphere', runs: [{ optimizer: 'adam' }], ...views }).problems.map((p) => `${p.path}: ${p.message}`)[0]
  test.each<[string, object, string]>([
    ['of an unknown name', { view: 'contuor' }, 'view: unknown view "contuor" - did you mean "contour"?'],
    ['with a range the wrong way round', { sweep: { x: { ...lr, max: 1e-5 }, y: beta } }, 'sweep.x: expected min below max, got 0.0001 and 0.00001'],
    ['with 0 on a log scale', { sweep: { x: { ...lr, min: 0 }, y: beta } }, 'sweep.x: expected a min above 0 on a log scale, got 0'],
    ['with one parameter twice', { sweep: { x: lr, y: lr } }, 'sweep: expected two parameters, got lr twice'],
    ['with too many cells', { sweep: { x: lr, y: beta, size: 513 } }, 'sweep.size: expected a whole number from 8 to 512, got 513'],
    ['with one seed', { seeds: { count: 1 } }, 'seeds.count: expected a whole number from 2 to 1024, got 1'],
    ['with half a trial', { runs: [{ optimizer: 'adam', tuned: { trials: 0.5, over: ['lr'] } }] }, 'runs[0].tuned.trials: expected a whole number from 1 to 1000000, got 0.5'],
  ])('%s', (_, views, sentence) => expect(problem(views)).toBe(sentence))
})
