import { describe, expect, test } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import { defaultStrategyScenario } from '../scenario/strategies/defaults.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import { printOf } from './history-print.ts'

const [first, ...others] = defaultScenario.runs
const rows = (last: number): NetworkScenario => ({
  ...defaultNetworkScenario,
  dataset: { own: { name: 'mine', columns: ['a', 'b'], rows: [[1, 2], [3, last]], target: 'c', targets: ['x', 'y'] }, split: 0.5, standardize: true },
})

describe('the print of a scenario', () => {
  test.each([
    ['the view', { ...defaultScenario, view: 'surface' as const }],
    ['seeds of the band', { ...defaultScenario, seeds: { count: 8 } }],
    ['a label, a colour, a hidden run', { ...defaultScenario, runs: defaultScenario.runs.map((run) => ({ ...run, label: 'mine', color: '#123456', hidden: true })) }],
    ['the order of the fields', Object.fromEntries(Object.entries(defaultScenario).toReversed()) as unknown as typeof defaultScenario],
  ])('is not changed by %s', (_, scenario) => expect(printOf(scenario)).toBe(printOf(defaultScenario)))

  test('differs where numbers may differ', () => {
    const scenarios = [
      defaultScenario,
      { ...defaultScenario, seed: 2 },
      { ...defaultScenario, steps: defaultScenario.steps + 1 },
      { ...defaultScenario, start: [defaultScenario.start[0] + 1e-15, defaultScenario.start[1]] as const },
      { ...defaultScenario, start: [defaultScenario.start[1], defaultScenario.start[0]] as const },
      { ...defaultScenario, runs: others },
      { ...defaultScenario, runs: [...others, ...(first ? [first] : [])] },
      { ...defaultScenario, device: 'cpu' as const },
      defaultNetworkScenario,
      { ...defaultNetworkScenario, epochs: 7 },
      rows(4),
      rows(4.5),
      defaultStrategyScenario,
      { ...defaultStrategyScenario, seed: 9 },
    ]
    expect(new Set(scenarios.map(printOf)).size).toBe(scenarios.length)
  })

  test('is 16 hexadecimal digits', () => expect(printOf(defaultScenario)).toMatch(/^[0-9a-f]{16}$/))
})
