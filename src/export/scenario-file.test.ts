import { describe, expect, it } from 'vitest'
import { examples } from '../scenario/examples.ts'
import { validateAny } from '../scenario/validate.ts'
import { largestFile, readScenarioFile, scenarioFile } from './scenario-file.ts'

const whole = [...examples.map(({ scenario }) => scenario), { version: 1, kind: 'strategy', strategy: 'data_parallel' }].map((given) => {
  const { scenario } = validateAny(given)
  if (!scenario) throw new Error('expected a valid example')
  return scenario
})

describe('a scenario as a file', () => {
  it.each(whole.map((scenario, i) => [`${scenario.kind} ${i}`, scenario] as const))('%s comes back as it was', (_, scenario) => {
    expect(readScenarioFile(scenarioFile(scenario))).toEqual({ scenario })
    expect(readScenarioFile(`\uFEFF${JSON.stringify(scenario)}`)).toEqual({ scenario })
  })

  it('says what it is, over lines that a person can read', () => {
    const [first] = whole
    if (first) expect(scenarioFile(first).split('\n').slice(0, 4)).toEqual(['{', '  "format": "descent-scenario",', '  "formatVersion": 1,', '  "scenario": {'])
  })

  it.each([
    ['{"a":', { kind: 'not-json' }],
    ['', { kind: 'not-json' }],
    ['[1, 2]', { kind: 'not-ours' }],
    ['{"name": "package"}', { kind: 'not-ours' }],
    ['{"format": "other", "scenario": {}}', { kind: 'not-ours' }],
    ['{"format": "descent-scenario", "formatVersion": 2, "scenario": {}}', { kind: 'newer' }],
    ['{"version": 1, "kind": "landscape", "landscape": "rosenbrok", "runs": [{"optimizer": "adam"}]}', { kind: 'invalid', detail: 'landscape: unknown landscape "rosenbrok" - did you mean "rosenbrock"?' }],
  ])('refuses %s', (text, problem) => {
    expect(readScenarioFile(text)).toEqual({ problem })
  })

  it('refuses what is larger than anything it writes', () => {
    expect(readScenarioFile(' '.repeat(largestFile + 1))).toEqual({ problem: { kind: 'large' } })
  })
})
