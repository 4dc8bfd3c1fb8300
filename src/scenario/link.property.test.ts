// Arbitrary valid scenarios through the link and back.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeLink, encodeLink } from './link.ts'
import { races } from './testing.ts'
import { validateScenario } from './validate.ts'

describe('every scenario', () => {
  test('comes back from its link as it was', () => {
    fc.assert(
      fc.property(races, (given) => {
        const { scenario, problems } = validateScenario(given)
        expect(problems).toEqual([])
        if (scenario) expect(decodeLink(encodeLink(scenario))).toStrictEqual({ scenario, problems: [] })
      }),
      { numRuns: 300 },
    )
  })

  test('gives a link of letters that every program leaves alone', () => {
    fc.assert(
      fc.property(races, (given) => {
        const { scenario } = validateScenario(given)
        if (scenario) expect(encodeLink(scenario)).toMatch(/^[A-Za-z0-9\-._~*+/:&=,()%]+$/)
      }),
    )
  })

  test('cut off anywhere, a link gives a scenario or problems, and never throws', () => {
    fc.assert(
      fc.property(races, fc.double({ min: 0, max: 1, noNaN: true }), (given, where) => {
        const { scenario } = validateScenario(given)
        if (!scenario) return
        const link = encodeLink(scenario)
        const result = decodeLink(link.slice(0, Math.floor(link.length * where)))
        expect(result.scenario === null).toBe(result.problems.length > 0)
      }),
    )
  })
})
