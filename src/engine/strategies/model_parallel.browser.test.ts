// A real pipeline: stages are workers within the engine's worker.
import { afterAll, describe, expect, test } from 'vitest'
import type { Block } from '../../protocol/strategy-messages.ts'
import { strategyById } from '../../catalog/strategies/registry.ts'
import type { Setting } from '../../scenario/strategies/types.ts'
import { startEngine } from '../client.ts'

const client = startEngine()
const base = new URL('/', location.href).href
const blocks = new Map<string, Block>()

function run(settings: Readonly<Record<string, Setting>>, signal?: AbortSignal) {
  const defaults = Object.fromEntries((strategyById.get('model_parallel')?.params ?? []).flatMap((p) => (p.default === null ? [] : [[p.name, p.default]])))
  const scenario = { version: 1, kind: 'strategy', strategy: 'model_parallel', settings: { ...defaults, ...settings }, seed: 1 } as const
  return client.request('strategy', { scenario, base }, {
    ...(signal && { signal }),
    onFrame: (frame) => void (frame.kind === 'block' && blocks.set(frame.id, frame.block)),
  })
}

afterAll(() => blocks.clear())

describe('a pipeline of real workers', () => {
  test('is the training of one device', async () => {
    const { facts } = await run({})
    expect(facts['workers']).toBe(3)
    // Rounding of float64 alone, far below the 1e-4 that is claimed.
    expect(facts['lossDifference']).toBeLessThan(1e-12)
    expect(facts['parameterDifference']).toBeLessThan(1e-12)
    expect(facts['idleMeasured']).toBeGreaterThan(0)
  })

  test('has stages at work at the same time', () => {
    const timeline = blocks.get('timeline')
    if (timeline?.kind !== 'timeline') throw new Error('no timeline was drawn')
    const work = timeline.bars.filter(({ tone }) => tone === 'forward' || tone === 'backward')
    const together = work.filter((a) => work.some((b) => b.lane !== a.lane && b.from < a.to && a.from < b.to))
    expect(together.length).toBeGreaterThan(3)
  })

  test('ends when it is aborted, and runs again', async () => {
    const controller = new AbortController()
    const running = run({ steps: 200 }, controller.signal)
    setTimeout(() => controller.abort(), 500)
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
    const { facts } = await run({ stages: 2, width: 16, batch: 32, steps: 10 })
    expect(facts['workers']).toBe(2)
  })
})
