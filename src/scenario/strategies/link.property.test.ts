// Arbitrary valid scenarios of every listed strategy, through the link and back.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { strategies } from '../../catalog/strategies/registry.ts'
import type { Strategy } from '../../catalog/strategy-types.ts'
import type { NumberParam, Param, ParamValue } from '../../catalog/types.ts'
import { decodeAny, encodeAny } from '../network/link.ts'
import { validateStrategy } from '../validate.ts'

function number({ valid, slider }: NumberParam): fc.Arbitrary<number> {
  const low = valid.min ?? valid.above ?? slider.min
  const high = valid.max ?? valid.below ?? slider.max
  if (valid.integer) return fc.integer({ min: Math.ceil(low), max: Math.floor(high) })
  return fc.double({ min: low, max: high, noNaN: true }).filter((v) => (valid.above === undefined || v > valid.above) && (valid.below === undefined || v < valid.below))
}
function value(param: Param): fc.Arbitrary<ParamValue> {
  if (param.kind === 'number') return number(param)
  return param.kind === 'boolean' ? fc.boolean() : fc.constantFrom(...param.choices)
}
const scenarioOf = ({ id, params }: Strategy): fc.Arbitrary<object> =>
  fc.tuple(
    fc.record(Object.fromEntries(params.map((param) => [param.name, value(param)])), { requiredKeys: [] }),
    fc.record({ seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }) }, { requiredKeys: [] }),
  ).map(([settings, more]) => ({ version: 1, kind: 'strategy', strategy: id, settings, ...more }))

describe.each(strategies.map((strategy) => [strategy.id, strategy] as const))('%s', (id, strategy) => {
  test('comes back from its link as it was, in letters that every program leaves alone', () => {
    fc.assert(
      fc.property(scenarioOf(strategy), (given) => {
        const { scenario, problems } = validateStrategy(given)
        expect(problems).toEqual([])
        if (!scenario) return
        expect(decodeAny(encodeAny(scenario))).toStrictEqual({ scenario, problems: [] })
        expect(encodeAny(scenario)).toMatch(/^[A-Za-z0-9\-._~*+/:&=,()%]+$/)
        expect(validateStrategy(scenario)).toStrictEqual({ scenario, problems: [] })
      }),
    )
  })

  test('has a short link with its defaults, and settings that no field of a link is called', () => {
    const { scenario } = validateStrategy({ kind: 'strategy', strategy: id })
    expect(scenario && encodeAny(scenario)).toBe(`v1&kind=strategy&strategy=${id}&seed=1`)
    expect(Object.keys(scenario?.settings ?? {})).toEqual(strategy.params.map(({ name }) => name))
    expect(strategy.params.filter(({ name }) => ['kind', 'strategy', 'seed', 'run'].includes(name))).toEqual([])
  })
})

test('there are strategies to be drawn from', () => expect(strategies.length).toBeGreaterThan(3))
