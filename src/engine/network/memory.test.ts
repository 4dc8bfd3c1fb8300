// Muon against Adam on the associative memory, each with what Tune finds for it: the page's own search, with its own budget.
import { afterAll, expect, test } from 'vitest'
import { createNetworkEngine } from '../../app/other-engines.ts'
import { createClient, serve } from '../../protocol/port.ts'
import { fillNetworkDefaults } from '../../scenario/network/defaults.ts'
import { networkBudget, tuneSweep } from '../../scenario/network/sweep-runs.ts'
import { findNetworkRates } from '../../store/network-tune.ts'
import { withFound } from '../../store/tune.ts'
import { createHandlers } from '../handlers.ts'
import { trainOnReference } from './testing.ts'

const { port1, port2 } = new MessageChannel()
serve(port2, createHandlers(() => Promise.resolve([])))
const engine = createNetworkEngine(createClient(port1), 'http://nowhere/')
afterAll(() => {
  port1.close()
  port2.close()
})

const rules = ['muon', 'adam']

/** Validation losses of Muon and of Adam after 50 updates. Validation weighs the rare items like the common ones. */
async function afterTune(seed: number, second: boolean, trials: number): Promise<[muon: number, adam: number]> {
  const scenario = fillNetworkDefaults({
    kind: 'network', dataset: { id: 'zipf_memory', params: { points: 128, exponent: 1.5 } }, model: { id: 'memory' }, loss: { id: 'mse' }, batch: 'all', epochs: 50, device: 'cpu', seed,
    runs: rules.map((optimizer) => ({ optimizer, schedule: { id: 'cosine' } })),
  })
  const found = await findNetworkRates(engine, scenario, [0, 1], { second, signal: new AbortController().signal, onProgress: () => undefined })
  expect(found.map(({ run, trials: made }) => [run, made])).toEqual([[0, trials], [1, trials]])
  if (!second) {
    // Found within the rates tried, not at their edge.
    for (const { run, values } of found) {
      const range = tuneSweep(scenario.runs[run] ?? { optimizer: '' }, false)?.x
      if (range === undefined || !('min' in range)) throw new Error('expected a range of rates')
      expect(values['lr']).toBeGreaterThan(1.5 * range.min)
      expect(values['lr']).toBeLessThan(range.max / 1.5)
    }
  }
  const { runs } = await trainOnReference(withFound(scenario, scenario, found))
  const [muon = Number.NaN, adam = Number.NaN] = runs.map(({ validationLoss }) => validationLoss.at(-1))
  return [muon, adam]
}

test.each([1, 2, 3])('tuned in their rates, Muon remembers the rare items ten times better, seed %i', async (seed) => {
  const [muon, adam] = await afterTune(seed, false, networkBudget.rates)
  expect(muon).toBeLessThan(adam / 10)
})

/** What was found: beta1 near 0.45 at a rate of 1, the largest that is tried. */
test('tuned in their memories as well, Adam is no worse', async () => {
  const [muon, adam] = await afterTune(1, true, networkBudget.grid ** 2)
  expect(adam).toBeLessThan(muon)
})
