import { describe, expect, test } from 'vitest'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { schedules } from '../catalog/schedules/registry.ts'
import { lacking } from './plan-sweep.ts'
import { planRun } from './plan.ts'
import { runNumber, runNumbers, withNumber } from './run-numbers.ts'
import { dressedRuns, dressedScenario } from './testing.ts'
import type { RunSpec } from './types.ts'
import { validateScenario } from './validate.ts'
import { axisFor, secondParam, sweepParams } from './views.ts'

const everyRun: readonly RunSpec[] = [...dressedRuns, ...optimizers.map(({ id }) => ({ optimizer: id })), ...schedules.map(({ id }) => ({ optimizer: 'sgd', schedule: { id, warmup: 3 } }))]

test('a run’s numbers are those of its rule, its schedule and its modifiers, each under one name', () => {
  expect(dressedRuns.map((run) => runNumbers(run).map(({ name }) => name))).toEqual([
    ['lr', 'beta1', 'beta2', 'eps', 'weight_decay', 'schedule.step_size', 'schedule.gamma', 'warmup.steps', 'clip.value', 'lookahead.k', 'lookahead.alpha', 'ema.decay'],
    ['lr', 'a', 'schedule.speed', 'clip.value', 'weightDecay.value'],
    ['lr', 'momentum', 'dampening', 'weight_decay', 'schedule.gamma'],
  ])
})

test('a rule’s number and its owner’s of the same name are two', () => {
  const run: RunSpec = { optimizer: 'ademamix', hyper: { warmup: 9 }, schedule: { id: 'warmup_stable_decay', params: { warmup: 0.3 }, warmup: 4 } }
  expect(['warmup', 'schedule.warmup', 'warmup.steps'].map((name) => runNumber(run, name)?.value)).toEqual([9, 0.3, 4])
  expect(planRun(run).numbers).toMatchObject({ 'schedule.warmup': 0.3, 'warmup.warmup': 4 })
})

describe.each(everyRun.map((run) => [JSON.stringify(run), run] as const))('%s', (_, run) => {
  test('its numbers stand in the plan’s columns, and can be set one by one', () => {
    const { numbers, nativeHyper } = planRun(run)
    for (const { name, column, value } of runNumbers(run)) {
      if (value === null) continue
      expect({ ...nativeHyper, ...numbers }[column], name).toBe(value)
      const other = withNumber(run, name, 0.125)
      const names = runNumbers(run).map((one) => one.name)
      expect(names.filter((one) => !Object.is(runNumber(other, one)?.value, runNumber(run, one)?.value)), name).toEqual(value === 0.125 ? [] : [name])
    }
  })

  test('a range to begin with is valid for each', () => {
    const { scenario } = validateScenario({ landscape: 'sphere', runs: [run] })
    if (scenario?.kind !== 'landscape') throw new Error('expected a race')
    for (const param of sweepParams(scenario.runs)) {
      const [x, y] = [axisFor(param, scenario.runs), axisFor(param === 'lr' ? 'momentum' : 'lr', scenario.runs)]
      expect(validateScenario({ ...scenario, sweep: { x, y } }).problems, param).toEqual([])
    }
  })
})

test('a run lacks the numbers of what it does not have', () => {
  expect(lacking(dressedScenario, 2, ['schedule.gamma', 'clip.value'])).toEqual(['clip.value'])
  expect(() => withNumber({ optimizer: 'sgd' }, 'clip.value', 1)).toThrow('this run has no clip.value')
})

test('a search beside the rate stays with the rule', () => expect(secondParam({ optimizer: 'rprop', clip: { kind: 'norm', value: 1 } }, 'lr')).not.toBe('clip.value'))
