import { describe, expect, test } from 'vitest'
import { landscapes } from '../catalog/landscapes/registry.ts'
import { optimizers } from '../catalog/optimizers/registry.ts'
import { schedules } from '../catalog/schedules/registry.ts'
import { problemText } from './problems.ts'
import { validateScenario } from './validate.ts'

const base = { version: 1, kind: 'landscape', landscape: 'rosenbrock', runs: [{ optimizer: 'adam' }] }
const withRun = (run: object): object => ({ ...base, runs: [{ optimizer: 'adam' }, { optimizer: 'sgd', ...run }] })
const own = (optimizer: object): object => ({ ...base, runs: [{ optimizer: { name: 'mine', rule: 'theta = theta - lr*g', hyper: { lr: 0.1 }, ...optimizer } }] })
const sentences = (value: unknown): string[] => validateScenario(value).problems.map(problemText)

describe('accepts', () => {
  test.each(landscapes.map((l) => l.id))('landscape %s', (landscape) => expect(sentences({ ...base, landscape })).toEqual([]))
  test.each(optimizers.map((o) => o.id))('optimizer %s', (optimizer) => expect(sentences({ ...base, runs: [{ optimizer }] })).toEqual([]))
  test.each(schedules.map((s) => s.id))('schedule %s', (id) => expect(sentences(withRun({ schedule: { id } }))).toEqual([]))

  test('what it has given out, unchanged', () => {
    const { scenario } = validateScenario(withRun({ clip: { kind: 'norm', value: 1 }, weightDecay: undefined, label: 'a' }))
    expect(validateScenario(scenario).scenario).toEqual(scenario)
  })

  test('an own landscape with constants, an own rule with slots, an own schedule', () => {
    const value = {
      ...base,
      landscape: { formula: 'k*x^2 + y^2', domain: [[-1, 1], [-2, 2]] },
      constants: { k: 3 },
      runs: [{ optimizer: { name: 'mine', rule: 'm = b*m + g\ntheta = theta - lr*m', hyper: { lr: 0.1, b: 0.9 }, init: { m: 'theta' } }, schedule: { formula: 'lr*c^t', params: { c: 0.9 } } }],
    }
    expect(sentences(value)).toEqual([])
  })
})

describe('refuses', () => {
  test.each<[string, unknown, string]>([
    ['nothing', null, 'expected a scenario, got null'],
    ['text', 'adam', 'expected a scenario, got "adam"'],
    ['a newer version', { ...base, version: 2 }, 'version: this scenario is of version 2, this page reads up to version 1: open it with a newer page'],
    ['an unknown field', { ...base, stpes: 5 }, 'stpes: unknown field "stpes" - did you mean "steps"?'],
    ['a missing field', { landscape: 'sphere' }, 'runs: this field is missing'],
    ['an unknown landscape', { ...base, landscape: 'rosenbrok' }, 'landscape: unknown landscape "rosenbrok" - did you mean "rosenbrock"?'],
    ['an unknown constant', { ...base, constants: { c: 1 } }, 'constants.c: unknown constant of rosenbrock "c": expected "a", "b"'],
    ['an unknown optimizer', withRun({ optimizer: 'adm' }), 'runs[1].optimizer: unknown optimizer "adm" - did you mean "adam"?'],
    ['an unknown schedule', withRun({ schedule: { id: 'cosin' } }), 'runs[1].schedule.id: unknown schedule "cosin" - did you mean "cosine"?'],
    ['an unknown hyper-parameter', withRun({ hyper: { lrr: 1 } }), 'runs[1].hyper.lrr: unknown parameter "lrr" - did you mean "lr"?'],
    ['an unknown schedule parameter', withRun({ schedule: { id: 'cosine', params: { min: 0 } } }), 'runs[1].schedule.params.min: unknown parameter "min": expected "end"'],
    ['an unknown device', { ...base, device: 'webgpuu' }, 'device: unknown device "webgpuu" - did you mean "webgpu"?'],
    ['a negative rate', withRun({ hyper: { lr: -0.1 } }), 'runs[1].hyper.lr: expected a number above 0, got -0.1'],
    ['a rate in letters', withRun({ hyper: { lr: 'abc' } }), 'runs[1].hyper.lr: expected a number above 0, got "abc"'],
    ['a rate that is no number', withRun({ hyper: { lr: Number.NaN } }), 'runs[1].hyper.lr: expected a number, true or false, a name or null, got NaN'],
    ['a null where none is known', withRun({ hyper: { lr: null } }), 'runs[1].hyper.lr: expected a number above 0, got null'],
    ['too many steps', { ...base, steps: 100_001 }, 'steps: expected a whole number from 1 to 100000, got 100001'],
    ['half a step', { ...base, steps: 1.5 }, 'steps: expected a whole number from 1 to 100000, got 1.5'],
    ['an infinite start', { ...base, start: [0, Infinity] }, 'start[1]: expected a finite number, got Infinity'],
    ['a start of three', { ...base, start: [0, 1, 2] }, 'start[2]: expected two numbers [x, y], got 2'],
    ['no runs', { ...base, runs: [] }, 'runs: expected at least one run'],
    ['too many runs', { ...base, runs: Array.from({ length: 33 }, () => ({ optimizer: 'sgd' })) }, 'runs: expected at most 32 runs, got 33'],
    ['a long label', withRun({ label: 'x'.repeat(61) }), 'runs[1].label: expected at most 60 characters, got 61'],
    ['half a character', withRun({ label: '\ud800' }), 'runs[1].label: expected well-formed text, got half of a character'],
    ['a named colour', withRun({ color: 'red' }), 'runs[1].color: expected a colour such as #e69f00, got "red"'],
    ['a clip at 0', withRun({ clip: { kind: 'norm', value: 0 } }), 'runs[1].clip.value: expected a number above 0, got 0'],
    ['a wrong kind', withRun({ clip: { kind: 'nrm', value: 1 } }), 'runs[1].clip.kind: unknown kind of clipping "nrm" - did you mean "norm"?'],
    ['a reversed domain', { ...base, landscape: { formula: 'x', domain: [[1, -1], [0, 1]] } }, 'landscape.domain[0]: expected low below high, got [1, -1]'],
    ['schedule and formula', withRun({ schedule: { id: 'cosine', formula: 'lr' } }), 'runs[1].schedule: expected either the id of a schedule or a formula, got both'],
    ['weight decay twice', withRun({ optimizer: 'adamw', weightDecay: { kind: 'l2', value: 0.1 } }), 'runs[1].weightDecay: this rule has weight decay of its own: set its weight_decay instead'],
    ['a function', withRun({ label: () => 1 }), 'runs[1].label: expected plain data, got a function'],
  ])('%s', (_, value, sentence) => expect(sentences(value)).toEqual([sentence]))

  test('every bad field at once', () => {
    expect(sentences({ ...base, steps: 0, seed: -1 })).toHaveLength(2)
  })
})

describe('refuses own formulas, with the place', () => {
  test.each<[string, object, string, number | undefined, number | undefined]>([
    ['a misspelt name', own({ rule: 'm = bta*m + g\ntheta = theta - lr*m', hyper: { lr: 0.1, beta: 0.9 } }), 'runs[0].optimizer.rule: line 1, column 5: unknown name "bta" - did you mean "beta"?', 1, 5],
    ['no theta', own({ rule: 'm = g' }), 'runs[0].optimizer.rule: line 1, column 1: the rule must end by assigning theta: add a line theta = …', 1, 1],
    ['a start value of no slot', own({ init: { mm: '1' } }), 'runs[0].optimizer.init.mm: line 1, column 1: unknown slot "mm": the rule keeps nothing from step to step', 1, 1],
    ['an empty start value', own({ rule: 'm = m + g\ntheta = theta - lr*m', init: { m: '' } }), 'runs[0].optimizer.init.m: line 1, column 1: start value of m: the formula is empty', 1, 1],
    ['a taken name', own({ hyper: { theta: 1 } }), 'runs[0].optimizer.hyper.theta: theta has a meaning of its own here: use another name', undefined, undefined],
    ['a negative rate', own({ hyper: { lr: -1 } }), 'runs[0].optimizer.hyper.lr: expected a number above 0, got -1', undefined, undefined],
    ['a bad landscape', { ...base, landscape: { formula: 'x^2 + z', domain: [[0, 1], [0, 1]] } }, 'landscape.formula: line 1, column 7: unknown name "z"', 1, 7],
    ['a bad schedule', withRun({ schedule: { formula: 'lr/(1 + u)' } }), 'runs[1].schedule.formula: line 1, column 9: unknown name "u"', 1, 9],
  ])('%s', (_, value, sentence, line, column) => {
    const { problems } = validateScenario(value)
    expect(problems.map(problemText)).toEqual([sentence])
    expect([problems[0]?.line, problems[0]?.column]).toEqual([line, column])
  })

  test.each([['brackets', `${'('.repeat(1900)}x${')'.repeat(1900)}`], ['minus signs', `${'-'.repeat(3900)}x`], ['powers', `x${'^x'.repeat(1900)}`]])(
    'thousands of %s',
    (_, formula) => {
      const nested = 'landscape.formula: line 1, column 1: the formula is nested too deeply: give its parts names'
      expect(sentences({ ...base, landscape: { formula, domain: [[0, 1], [0, 1]] } })).toEqual([nested])
    },
  )
})

describe('refuses hostile values', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('the name %s, wherever it stands', (name) => {
    const named = (value: unknown): unknown => JSON.parse(`{"${name}": ${JSON.stringify(value)}}`)
    for (const value of [named(1), { ...base, constants: named(1) }, withRun({ hyper: named(1) }), own({ init: named('1') })]) {
      expect(sentences(value)).toEqual([expect.stringContaining(`the name "${name}" is not allowed`)])
    }
  })

  test('endless nesting', () => {
    const loop: Record<string, unknown> = {}
    loop['loop'] = loop
    expect(sentences({ ...base, runs: loop })).toEqual(['runs.loop.loop.loop: expected at most 8 levels of nesting'])
  })

  test('more text and more values than any scenario has', () => {
    expect(sentences({ ...base, x: 'x'.repeat(50_001) })).toEqual(['expected at most 50000 characters in all'])
    expect(sentences({ ...base, x: Array.from({ length: 5001 }, () => 1) })).toEqual(['expected at most 5000 values in all'])
  })
})
