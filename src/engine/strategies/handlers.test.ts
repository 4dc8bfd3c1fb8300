// Strategies over a real channel, without a worker, with runners made for the test.
import { afterEach, expect, test } from 'vitest'
import type { StrategyFrame } from '../../protocol/strategy-messages.ts'
import { createClient, serve } from '../../protocol/port.ts'
import type { RequestOptions } from '../../protocol/port.ts'
import type { StrategyScenario } from '../../scenario/strategies/types.ts'
import { createHandlers } from '../handlers.ts'
import type { StrategyRunner } from './contract.ts'
import { createStrategyHandlers } from './handlers.ts'

const channels: MessageChannel[] = []
afterEach(() => {
  for (const { port1, port2 } of channels.splice(0)) {
    port1.close()
    port2.close()
  }
})

const scenario: StrategyScenario = { version: 1, kind: 'strategy', strategy: 'made_up', settings: { size: 3 }, seed: 7 }

async function ask(runner: StrategyRunner, options: RequestOptions<'strategy'> = {}, given = scenario) {
  const channel = new MessageChannel()
  channels.push(channel)
  serve(channel.port1, { ...createHandlers(() => Promise.resolve([])), ...createStrategyHandlers({ made_up: () => Promise.resolve(runner) }) })
  const frames: StrategyFrame[] = []
  const answer = await createClient(channel.port2).request('strategy', { scenario: given, base: 'http://nowhere/' }, { onFrame: (frame) => void frames.push(frame), ...options })
  return { frames, answer }
}

const title = { key: 'strategies.page.claims' }
/** Busy for so many milliseconds. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

test('a runner is given its settings, its seed and its data, and its facts are the answer', async () => {
  const { answer } = await ask(async ({ settings, seed, table }) => {
    const { rows } = await table({ id: 'moons', params: { points: 40 }, split: 0.5, standardize: true })
    return { size: Number(settings['size']), seed, rows }
  })
  expect(answer.facts).toEqual({ size: 3, seed: 7, rows: 40 })
  expect(answer.seconds).toBeGreaterThan(0)
})

test('a block is shown as it was at that moment, and its arrays stay the runner\'s own', async () => {
  const { frames, answer } = await ask(async ({ show }) => {
    const all = Float64Array.of(1, 2, 3, 4)
    await show('matrix', { kind: 'matrix', title, rows: 1, columns: 2, values: all.subarray(1, 3) })
    all.fill(9)
    await show('matrix', { kind: 'matrix', title, rows: 1, columns: 4, values: all })
    return { length: all.length }
  })
  const values = frames.flatMap((frame) => (frame.kind === 'block' && frame.block.kind === 'matrix' ? [frame.block.values] : []))
  expect(values).toEqual([Float64Array.of(2, 3), Float64Array.of(9, 9, 9, 9)])
  expect(values[0]?.buffer.byteLength).toBe(16)
  expect(answer.facts).toEqual({ length: 4 })
})

test('long work tells how far it is, and ends soon after it is aborted', async () => {
  const controller = new AbortController()
  let turns = 0
  let ended = 'not yet'
  const request = ask(
    async ({ breathe }) => {
      try {
        for (; turns < 1000; turns++) {
          work(5)
          await breathe(turns, 1000)
        }
        ended = 'finished'
      } catch (error) {
        ended = error instanceof Error ? error.name : String(error)
      }
      return {}
    },
    { signal: controller.signal, onFrame: (frame) => void (frame.kind === 'progress' && frame.done > 20 && controller.abort()) },
  )
  await expect(request).rejects.toMatchObject({ name: 'AbortError' })
  const atAbort = turns
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(ended).toBe('AbortError')
  // One breath is 20 ms, four turns; the message may come right after one.
  expect(turns - atAbort).toBeLessThanOrEqual(10)
})

test('what goes wrong is told in its own words; nobody to run it, in one sentence', async () => {
  await expect(ask(() => Promise.reject(new Error('The rows are all alike.')))).rejects.toThrow('The rows are all alike.')
  for (const strategy of ['unknown', 'constructor']) {
    await expect(ask(() => Promise.resolve({}), {}, { ...scenario, strategy })).rejects.toThrow(`The strategy "${strategy}" cannot be run here: choose another.`)
  }
})
