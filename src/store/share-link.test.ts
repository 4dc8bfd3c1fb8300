import { describe, expect, test } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import { decodeAny } from '../scenario/network/link.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import { unfoldLink } from '../scenario/link-short.ts'
import { isShortLink } from '../scenario/link-text.ts'
import { validateNetwork, validateScenario } from '../scenario/validate.ts'
import { shareLink, shortest } from './share-link.ts'

/** Digits without a pattern that could be folded. */
const digits = (i: number): number => Math.sin(i * i + 1)

/** A person's own rows: two columns of long numbers, two classes or numbers. */
function own(rows: number, task: 'classes' | 'numbers' = 'classes', more: object = {}): NetworkScenario {
  const targets = Array.from({ length: rows }, (_, i) => (task === 'classes' ? ['a', 'b'][i % 2] : digits(3 * i)))
  const data = { name: 'mine', columns: ['p', 'q'], rows: targets.map((_, i) => [digits(i), digits(2 * i)]), target: 't', targets }
  const value = { ...defaultNetworkScenario, dataset: { own: data, split: 0.6, standardize: false }, loss: {}, epochs: 33, ...more }
  const { scenario, problems } = validateNetwork(value)
  if (scenario === null) throw new Error(JSON.stringify(problems))
  return scenario
}
const opened = (scenario: NetworkScenario) => {
  const { link, leftOut } = shareLink(scenario)
  const { scenario: found } = decodeAny(isShortLink(link) ? unfoldLink(link) : link)
  return { found, leftOut, length: link.length }
}

describe('a link', () => {
  test.each([defaultScenario, defaultNetworkScenario])('of a $kind is all of it', (scenario) => {
    const { link, leftOut } = shareLink(scenario)
    expect(decodeAny(link).scenario).toEqual(scenario)
    expect(leftOut).toEqual([])
  })

  test('is readable while it is short, and folded where it is long', () => {
    const formula = Array.from({ length: 60 }, (_, i) => `sin(${i}*x)*cos(${i}*y)`).join(' + ')
    const { scenario } = validateScenario({ ...defaultScenario, landscape: { formula, domain: [[-1, 1], [-1, 1]] }, constants: {} })
    if (!scenario) throw new Error('expected a valid race')
    const { link, leftOut } = shareLink(scenario)
    expect(shareLink(defaultScenario).link).toMatch(/^v1&landscape=/)
    expect([isShortLink(link), link.length < 800, leftOut]).toEqual([true, true, []])
    expect(decodeAny(unfoldLink(link)).scenario).toEqual(scenario)
    expect(shortest('v1&landscape=sphere&run=sgd')).toBe('v1&landscape=sphere&run=sgd')
  })

  test('carries own data that are not long', () => {
    expect(opened(own(40))).toMatchObject({ found: own(40), leftOut: [] })
  })

  test.each([2000, 50_000])('of %i own rows keeps all but the data, and says so', (rows) => {
    const { found, leftOut, length } = opened(own(rows))
    expect(leftOut).toEqual(['data'])
    expect(length).toBeLessThan(1000)
    expect(found).toMatchObject({ kind: 'network', dataset: { id: 'moons', split: 0.6, standardize: false }, epochs: 33, runs: own(4).runs })
  })

  test('of many own numbers to foretell opens on numbers', () => {
    expect(opened(own(2000, 'numbers')).found).toMatchObject({ dataset: { id: 'plane' }, loss: { id: 'mse' }, epochs: 33 })
  })

  test('leaves out weights with the data that they were found on', () => {
    const weights = Array.from({ length: 5000 }, (_, i) => digits(i))
    const { found, leftOut } = opened(own(2000, 'classes', { model: { id: 'mlp', weights } }))
    expect(found?.kind).toBe('network')
    expect(leftOut).toEqual(['data', 'weights'])
  })

  test('leaves out weights alone where these alone are long', () => {
    const weights = Array.from({ length: 5000 }, (_, i) => digits(i))
    const { found, leftOut } = opened({ ...defaultNetworkScenario, model: { ...defaultNetworkScenario.model, weights } })
    expect(found).toEqual(defaultNetworkScenario)
    expect(leftOut).toEqual(['weights'])
  })
})
