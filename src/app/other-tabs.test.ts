import { expect, test } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import { defaultStrategyScenario } from '../scenario/strategies/defaults.ts'
import { createAppStore } from '../store/app-store.ts'
import { createModeStore } from '../store/mode.ts'
import { fakeEngine } from '../store/testing.ts'
import { openOtherTabs } from './other-tabs.ts'

function open(link: string | null) {
  const landscape = createAppStore({ engine: fakeEngine().engine, initial: defaultScenario })
  const client = { request: () => new Promise<never>(() => undefined) }
  return { landscape, ...openOtherTabs({ client, base: './', link, landscape, mode: createModeStore() }) }
}

test('without a link they open with what a first visit shows', () => {
  const { network, strategy } = open(null)
  expect([network.getState().scenario, strategy.getState().scenario]).toEqual([defaultNetworkScenario, defaultStrategyScenario])
})

test('a link is the first scenario of its tab: there is nothing to be undone', () => {
  const { network, strategy } = open('#v1&kind=network&data=moons&seed=5&run=adam')
  expect(network.getState()).toMatchObject({ scenario: { seed: 5 }, canUndo: false, problems: [] })
  expect(strategy.getState().scenario).toEqual(defaultStrategyScenario)
  expect(open('#v1&kind=strategy&strategy=quantization&bits=4').strategy.getState()).toMatchObject({ scenario: { settings: { bits: 4 } }, canUndo: false })
})

test('a link that cannot be read is told on the tab that it was for, with its text', () => {
  const link = '#v1&kind=network&data=moonz'
  const { network, strategy, landscape } = open(link)
  expect(network.getState()).toMatchObject({ scenario: defaultNetworkScenario, problems: [{ path: 'link', detail: link }] })
  expect([strategy.getState().problems, landscape.getState().problems]).toEqual([[], []])
})

test('a link of an unknown kind is told where the page is: on the landscape', () => {
  const { landscape } = open('#v1&kind=forest&run=sgd')
  expect(landscape.getState().problems).toMatchObject([{ path: 'link' }])
})
