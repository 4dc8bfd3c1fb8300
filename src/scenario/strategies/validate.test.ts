import { describe, expect, test } from 'vitest'
import { strategyById } from '../../catalog/strategies/registry.ts'
import { decodeAny } from '../network/link.ts'
import { problemText } from '../problems.ts'
import { validateAny } from '../validate.ts'
import { defaultStrategyScenario } from './defaults.ts'

const quantization = { kind: 'strategy', strategy: 'quantization' }
const problemsOf = (given: unknown): string[] => validateAny(given).problems.map(problemText)

describe('a strategy', () => {
  test('has every setting of the catalogue filled in', () => {
    const defaults = Object.fromEntries(strategyById.get('quantization')?.params.map((p) => [p.name, p.default]) ?? [])
    expect(validateAny({ ...quantization, settings: { bits: 4 } }).scenario).toEqual({ version: 1, ...quantization, settings: { ...defaults, bits: 4 }, seed: 1 })
  })

  test('of the first visit is valid', () => {
    expect(validateAny(defaultStrategyScenario)).toEqual({ scenario: defaultStrategyScenario, problems: [] })
  })

  test.each([
    [{ ...quantization, strategy: 'quantisation' }, 'strategy: unknown strategy "quantisation" - did you mean "quantization"?'],
    [{ ...quantization, settings: { bit: 4 } }, 'settings.bit: unknown parameter "bit" - did you mean "bits"?'],
    [{ ...quantization, settings: { bits: 4.5 } }, 'settings.bits: expected a whole number of at least 1 and at most 16, got 4.5'],
    [{ ...quantization, settings: { levels: 'asymmetric' } }, 'settings.levels: expected "symmetric" or "affine", got "asymmetric"'],
    [{ ...quantization, settings: { bits: [4] } }, 'settings.bits: expected a number, true or false, or a name, got a list of 1'],
    [{ ...quantization, seed: -1 }, 'seed: expected a whole number from 0 to 4294967295, got -1'],
    [{ ...quantization, runs: [] }, 'runs: unknown field "runs": expected "version", "kind", "strategy", "settings", "seed"'],
    [{ ...quantization, version: 2 }, 'version: this scenario is of version 2, this page reads up to version 1: open it with a newer page'],
  ])('%j is refused with one sentence', (given, sentence) => expect(problemsOf(given)).toEqual([sentence]))
})

describe('a link', () => {
  test.each([
    ['v1&kind=strategy&strategy=quantization&bitz=4', 'settings.bitz: unknown parameter "bitz" - did you mean "bits"?'],
    ['v1&kind=strategy&strategy=quantization&bits=', 'settings.bits: expected a whole number of at least 1 and at most 16, got ""'],
    ['v1&kind=strategy&strategy=quantization&run=adam', 'link: a strategy has no runs of its own: the link gives "run"'],
    ['v1&kind=strategy&strategy=quantization&bi', 'link: the link is cut off or damaged near "bi"'],
    ['v1&kind=strategy', 'strategy: unknown strategy ""'],
  ])('%s is refused with one sentence', (link, sentence) => expect(decodeAny(link).problems.map(problemText)[0]).toContain(sentence))
})
