// The self-test as the page runs it, over a channel to the worker's handlers.
import { expect, test } from 'vitest'
import { createHandlers } from '../engine/handlers.ts'
import { trajectories } from '../golden/trajectories.ts'
import { createClient, serve } from '../protocol/port.ts'
import type { SelfTest, SelfTestReport } from '../store/diagnostics-store.ts'
import { createEngine } from './engine.ts'
import { createSelfTest } from './self-test.ts'

async function withTest(rows: typeof trajectories, look: (test: SelfTest) => Promise<void>): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  serve(port1, createHandlers(() => Promise.resolve([])))
  try {
    await look(createSelfTest(createEngine(createClient(port2)), rows))
  } finally {
    port1.close()
    port2.close()
  }
}

const quiet = { signal: new AbortController().signal, progress: () => undefined }
const some = trajectories.filter((row) => row.function === 'beale')

test('all published rows agree on the float64 reference, and progress reaches the end', async () => {
  await withTest(trajectories, async (selfTest) => {
    const seen: number[] = []
    const report = await selfTest('cpu', { ...quiet, progress: (done, total) => seen.push(done / total) })
    expect(report).toMatchObject({ device: 'cpu', rows: 496, leftOut: 0, agree: 496, missed: [] } satisfies Partial<SelfTestReport>)
    expect(report.worst).toBeLessThan(1)
    expect(seen.at(-1)).toBe(1)
  })
})

test('a row that is not so is named, and the others still agree', async () => {
  const [first, ...rest] = some
  if (!first) throw new Error('expected rows on beale')
  const wrong = { ...first, steps: first.steps.map(([step, x, y, loss]) => [step, x + 1e-3, y, loss] as const) }
  await withTest([wrong, ...rest], async (selfTest) => {
    const report = await selfTest('cpu', quiet)
    expect(report.agree).toBe(rest.length)
    expect(report.missed).toHaveLength(1)
    expect(report.missed[0]).toContain(`${first.case}: beale`)
  })
})

test('what falls back to another device agrees with nothing', async () => {
  await withTest(some, async (selfTest) => {
    const report = await selfTest('webgl', quiet)
    expect(report.rows + report.leftOut).toBe(some.length)
    expect(report).toMatchObject({ agree: 0, worst: Infinity })
    expect(report.missed[0]).toContain('did not run here')
  })
})

test('it can be ended', async () => {
  const abort = new AbortController()
  await withTest(trajectories, async (selfTest) => {
    await expect(selfTest('cpu', { signal: abort.signal, progress: () => abort.abort() })).rejects.toThrow('abort')
  })
})
