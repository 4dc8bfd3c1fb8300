// Arbitrary valid scenarios of every listed strategy, through the link and back.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { strategies } from '../../catalog/strategies/registry.ts'
import { decodeAny, encodeAny } from '../network/link.ts'
import { validateStrategy } from '../validate.ts'
import { experimentOf } from './testing.ts'

describe.each(strategies.map((strategy) => [strategy.id, strategy] as const))('%s', (id, strategy) => {
  test('comes back from its link as it was, in letters that every program leaves alone', () => {
    fc.assert(
      fc.property(experimentOf(strategy), (given) => {
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
