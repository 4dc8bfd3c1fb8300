import { describe, expect, test } from 'vitest'
import { examples } from './examples.ts'
import type { Example } from './examples.ts'
import { decodeAny, encodeAny } from './network/link.ts'
import { planTraining } from './network/plan.ts'
import { planRollout } from './plan.ts'
import { validateAny } from './validate.ts'

describe.each(examples.map((e): [string, Example] => [e.id, e]))('%s', (_, { name, look, scenario: given }) => {
  const { scenario, problems } = validateAny(given)

  test('is valid', () => expect(problems).toEqual([]))

  test('can be planned, and its link opens it', () => {
    if (!scenario || scenario.kind === 'strategy') throw new Error('invalid')
    const { runCount } = scenario.kind === 'network' ? planTraining(scenario) : planRollout(scenario)
    expect(runCount).toBe(given.runs.length)
    expect(decodeAny(encodeAny(scenario)).scenario).toEqual(scenario)
  })

  test('says what it is and what to look for', () => {
    expect(name.length).toBeLessThanOrEqual(50)
    expect(look).toMatch(/^.{40,300}\.$/s)
  })
})

test('ids are unique, and both tabs have some', () => {
  expect(new Set(examples.map((e) => e.id)).size).toBe(examples.length)
  expect(new Set(examples.map((e) => e.scenario.kind))).toEqual(new Set(['landscape', 'network']))
})
