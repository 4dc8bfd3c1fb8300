import { describe, expect, test } from 'vitest'
import { runStrategy } from './testing.ts'

/** Cheap: a small network and few steps. */
const moons = { data: 'moons', workers: 4, steps: 50 } as const

describe('data parallel training as shipped', async () => {
  const { facts, blocks, seconds } = await runStrategy('data_parallel')

  test('is the one big batch where gradients are averaged', () => {
    // The same sums in another order: rounding of float64 alone, far below the 1e-4 that is claimed.
    expect(facts['parameterDifference']).toBeLessThan(1e-12)
    expect(facts['lossDifference']).toBeLessThan(1e-12)
    for (const id of ['sameParameters', 'sameLoss']) expect(blocks.get(id)).toMatchObject({ kind: 'claim', against: 1e-4, holds: true })
  })

  test('learns in every way', () => {
    for (const way of ['bigBatch', 'synchronous', 'averaging', 'asynchronous']) expect(facts[`${way}Accuracy`], way).toBeGreaterThan(0.9)
  })

  test('saves time by averaging less often, at the price of drift', () => {
    expect(facts['averagingMilliseconds']).toBeLessThan(0.7 * (facts['synchronousMilliseconds'] ?? 0))
    expect(facts['synchronousMilliseconds']).toBeLessThan(facts['bigBatchMilliseconds'] ?? 0)
    expect(facts['drift']).toBeGreaterThan(0)
  })

  test('helps less with each worker than Amdahl allows, and in the end not at all', () => {
    const speedup = blocks.get('speedup')
    if (speedup?.kind !== 'curves') throw new Error('no speed-up was drawn')
    const [ideal, amdahl, synchronous] = speedup.series.map((s) => [...s.y])
    expect(amdahl?.every((y, i) => y <= (ideal?.[i] ?? 0))).toBe(true)
    // Rounding: with one worker they are the same.
    expect(synchronous?.every((y, i) => y <= (amdahl?.[i] ?? 0) + 1e-12)).toBe(true)
    expect(synchronous?.at(-1)).toBeLessThan(Math.max(...(synchronous ?? [])))
  })

  test('shows all it has, in few seconds', () => {
    expect([...blocks.keys()].toSorted()).toEqual(['drift', 'plane', 'results', 'sameLoss', 'sameParameters', 'samples', 'speedup', 'time'])
    // About four on two free cores; a busy machine may take its time.
    expect(seconds).toBeLessThan(30)
  })
})

describe('data parallel training', () => {
  test('gives the same facts for the same seed', async () => {
    const [one, again, other] = [await runStrategy('data_parallel', moons), await runStrategy('data_parallel', moons), await runStrategy('data_parallel', moons, { seed: 2 })]
    expect(again.facts).toEqual(one.facts)
    expect(other.facts['bigBatchLoss']).not.toBe(one.facts['bigBatchLoss'])
  })

  test('averages gradients where plain workers average their parameters at every step', async () => {
    // The last batch of a shard's epoch may be smaller, and gradients count by rows: with 5 rows in each of 35 batches none is.
    const { facts } = await runStrategy('data_parallel', { ...moons, batch: 5, average_every: 1 })
    expect(facts['averagingLoss']).toBeCloseTo(facts['synchronousLoss'] ?? Number.NaN, 12)
  })

  test('is plain training for one worker who is never stale', async () => {
    const { facts } = await runStrategy('data_parallel', { ...moons, workers: 1, staleness: 0 })
    expect(facts['asynchronousLoss']).toBe(facts['bigBatchLoss'])
    expect(facts['averagingLoss']).toBe(facts['bigBatchLoss'])
    expect(facts['drift']).toBe(0)
    expect(facts['speedup']).toBe(1)
  })

  test('learns worse from stale gradients', async () => {
    const rate = { ...moons, mode: 'asynchronous', lr: 1 }
    const [fresh, stale] = [await runStrategy('data_parallel', { ...rate, staleness: 0 }), await runStrategy('data_parallel', { ...rate, staleness: 16 })]
    expect(stale.facts['asynchronousLoss']).toBeGreaterThan(2 * (fresh.facts['asynchronousLoss'] ?? Number.NaN))
  })

  test('drifts further where each worker has classes of its own', async () => {
    const averaging = { ...moons, mode: 'averaging' }
    const [mixed, divided] = [await runStrategy('data_parallel', averaging), await runStrategy('data_parallel', { ...averaging, shards: 'by_class' })]
    expect(divided.facts['drift']).toBeGreaterThan(1.5 * (mixed.facts['drift'] ?? Number.NaN))
    expect(Object.keys(divided.facts).some((name) => name.startsWith('synchronous'))).toBe(false)
  })

  test('ends when it is aborted', async () => {
    const controller = new AbortController()
    const running = runStrategy('data_parallel', moons, { signal: controller.signal, onBlock: (id) => id === 'drift' && controller.abort() })
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('takes whole shards where a batch is larger than one', async () => {
    const { facts } = await runStrategy('data_parallel', { ...moons, workers: 32, batch: 128 })
    expect(facts['parameterDifference']).toBeLessThan(1e-12)
  })
})
