import { describe, expect, it } from 'vitest'
import { stopOf } from './adaptive-blocks.ts'
import { runStrategy } from './testing.ts'

describe('early stopping', () => {
  it('stops after so many epochs without a better loss, and goes back to the best', () => {
    expect(stopOf([5, 4, 3, 3.5, 3.2, 2, 1], 2)).toEqual({ at: 4, best: 2 })
    expect(stopOf([5, 4, 3, 3.5, 2, 2, 2.5, 3], 3)).toEqual({ at: 7, best: 4 })
  })

  it('goes to the end where the loss goes on falling', () => {
    expect(stopOf([3, 2, 1], 1)).toEqual({ at: 2, best: 2 })
    expect(stopOf([3, 2, 4], 5)).toEqual({ at: 2, best: 1 })
  })

  it('takes a loss that is no number for no better', () => {
    expect(stopOf([3, Number.NaN, Number.NaN, 1], 2)).toEqual({ at: 2, best: 0 })
  })
})

describe('a growing batch', () => {
  it('ends where the decaying rate does, in far fewer updates from as many samples', async () => {
    const { facts, blocks } = await runStrategy('adaptive_batch')
    expect(facts['trainLoss_growing']).toBeLessThanOrEqual(1.25 * (facts['trainLoss_decaying'] ?? 0))
    expect(facts['samples_growing']).toBe(facts['samples_decaying'])
    // 539 rows: ten epochs each of batches of 8, 16, 32 and 64.
    expect([facts['updates_decaying'], facts['updates_growing']]).toEqual([40 * 68, 10 * (68 + 34 + 17 + 9)])
    expect(facts['seconds_growing']).toBeCloseTo((1280 + 0.02 * 40 * 539) / 1000, 9)
    for (const id of ['sameLoss', 'fewerUpdates', 'earlyLoss']) expect(blocks.get(id)).toMatchObject({ kind: 'claim', holds: true })
    expect(facts['savedSamples']).toBe((40 - (facts['stoppedAt'] ?? 0)) * 539)
  })

  it('is the fixed batch where nothing grows', async () => {
    const { facts } = await runStrategy('adaptive_batch', { data: 'moons', factor: 1, epochs: 4 })
    for (const kind of ['decaying', 'growing', 'large']) expect(facts[`trainLoss_${kind}`]).toBe(facts['trainLoss_fixed'])
  })

  it('stops nobody where that is not asked for', async () => {
    const { facts, blocks } = await runStrategy('adaptive_batch', { data: 'moons', early: false, epochs: 4 })
    expect(Object.keys(facts)).not.toContain('stoppedAt')
    expect([...blocks.keys()]).toEqual(['samples', 'updates', 'time', 'costs', 'sameLoss', 'fewerUpdates'])
  })

  it('gives the same facts again, and others for another seed', async () => {
    const small = { data: 'moons', epochs: 6, every: 2 }
    const first = await runStrategy('adaptive_batch', small)
    expect((await runStrategy('adaptive_batch', small)).facts).toEqual(first.facts)
    expect((await runStrategy('adaptive_batch', small, { seed: 2 })).facts).not.toEqual(first.facts)
  })

  it('ends when it is told to', async () => {
    const controller = new AbortController()
    const running = runStrategy('adaptive_batch', {}, { signal: controller.signal, onBlock: () => controller.abort() })
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  })
})
