import { describe, expect, it } from 'vitest'
import type { RunSpec } from '../scenario/types.ts'
import { planRollout } from '../scenario/plan.ts'
import type { Plan, PlanGroup } from '../scenario/plan-types.ts'
import { cachedTape, compileGroup, landscapeTape } from './compile.ts'
import { scenario } from './testing.ts'

const planned = (run: RunSpec, around: Parameters<typeof scenario>[0] | object = {}): [Plan, PlanGroup] => {
  const plan = planRollout(scenario({ landscape: 'rosenbrock', start: [0, 0], steps: 5, runs: [run], ...around }))
  const [group] = plan.groups
  if (!group) throw new Error('no group')
  return [plan, group]
}

describe('a compiled program', () => {
  const base = compileGroup(...planned({ optimizer: 'adam' }))

  it.each<[string, RunSpec, object]>([
    ['a hyper-parameter', { optimizer: 'adam', hyper: { lr: 0.5 } }, {}],
    ['a constant of the landscape', { optimizer: 'adam' }, { constants: { b: 7 } }],
    ['the start, the seed and the steps', { optimizer: 'adam' }, { start: [1, 2], seed: 5, steps: 9 }],
  ])('is the same when only %s changes', (_, run, around) => {
    expect(compileGroup(...planned(run, around))).toBe(base)
  })

  it.each<[string, RunSpec, object]>([
    ['the optimizer', { optimizer: 'adamw' }, {}],
    ['the landscape', { optimizer: 'adam' }, { landscape: 'ackley' }],
    ['the schedule', { optimizer: 'adam', schedule: { id: 'cosine' } }, {}],
    ['a modifier', { optimizer: 'adam', clip: { kind: 'norm', value: 1 } }, {}],
    ['the kind of noise', { optimizer: 'adam' }, { noise: { kind: 'gaussian', scale: 1 } }],
  ])('is another when %s changes', (_, run, around) => {
    expect(compileGroup(...planned(run, around))).not.toBe(base)
  })

  it('of the largest scenario is all there the second time', () => {
    const rule = (i: number): RunSpec => ({ optimizer: { name: `own ${i}`, rule: `theta = theta - lr*g*${i + 2}`, hyper: { lr: 1 } } })
    const compile = () => Array.from({ length: 32 }, (_, i) => compileGroup(...planned(rule(i))))
    const first = compile()
    compile().forEach((program, i) => expect(program).toBe(first[i]))
    const tape = landscapeTape({ formula: 'x + y', constants: {} }, false)
    const tapes = () => Array.from({ length: 128 }, (_, i) => cachedTape(`test|${i}`, () => landscapeTape({ formula: `x + ${i}*y`, constants: {} }, false)))
    const before = tapes()
    tapes().forEach((t, i) => expect(t).toBe(before[i]))
    expect(landscapeTape({ formula: 'x + y', constants: {} }, true)).not.toBe(tape)
  })
})
