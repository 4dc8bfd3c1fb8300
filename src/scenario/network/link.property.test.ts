// Arbitrary valid scenarios of networks through the link and back.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activations } from '../../catalog/activations/registry.ts'
import { datasets } from '../../catalog/datasets/registry.ts'
import { initialisations } from '../../catalog/inits/registry.ts'
import { losses } from '../../catalog/losses/registry.ts'
import { models } from '../../catalog/models/registry.ts'
import { validateNetwork } from '../validate.ts'
import { decodeAny, encodeAny } from './link.ts'
import { trainings } from './testing.ts'

describe('every scenario', () => {
  test('has something of every registry to be drawn from', () => {
    expect([datasets, losses, models, activations, initialisations].map((list) => list.length > 3)).toEqual([true, true, true, true, true])
  })

  test('comes back from its link as it was', () => {
    fc.assert(
      fc.property(trainings, (given) => {
        const { scenario, problems } = validateNetwork(given)
        expect(problems).toEqual([])
        if (scenario) expect(decodeAny(encodeAny(scenario))).toStrictEqual({ scenario, problems: [] })
      }),
      { numRuns: 300 },
    )
  })

  test('passes validation a second time as it is', () => {
    fc.assert(
      fc.property(trainings, (given) => {
        const { scenario } = validateNetwork(given)
        expect(validateNetwork(scenario)).toStrictEqual({ scenario, problems: [] })
      }),
    )
  })

  test('gives a link of letters that every program leaves alone', () => {
    fc.assert(
      fc.property(trainings, (given) => {
        const { scenario } = validateNetwork(given)
        if (scenario) expect(encodeAny(scenario)).toMatch(/^[A-Za-z0-9\-._~*+/:&=,()%]+$/)
      }),
    )
  })

  test('cut off anywhere, a link gives a scenario or problems, and never throws', () => {
    fc.assert(
      fc.property(trainings, fc.double({ min: 0, max: 1, noNaN: true }), (given, where) => {
        const { scenario } = validateNetwork(given)
        if (!scenario) return
        const link = encodeAny(scenario)
        const result = decodeAny(link.slice(0, Math.floor(link.length * where)))
        expect(result.scenario === null).toBe(result.problems.length > 0)
      }),
    )
  })
})
