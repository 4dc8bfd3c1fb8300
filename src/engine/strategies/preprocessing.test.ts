import { describe, expect, it } from 'vitest'
import { runStrategy } from './testing.ts'

describe('standardizing', () => {
  it('needs ten times fewer steps at least, and makes the inputs far rounder', async () => {
    const { facts, blocks } = await runStrategy('preprocessing')
    expect(facts['ratio']).toBeGreaterThanOrEqual(10)
    expect(facts['rawArrived']).toBe(1)
    expect(facts['ratio']).toBe((facts['stepsRaw'] ?? 0) / (facts['stepsStandardized'] ?? 0))
    expect(facts['conditionStandardized']).toBeLessThan(1e-3 * (facts['conditionRaw'] ?? 0))
    expect(blocks.get('claim')).toMatchObject({ kind: 'claim', holds: true })
  })

  it('counts the cap of a run that does not arrive, and says so', async () => {
    const { facts, blocks } = await runStrategy('preprocessing', { goal: 0.1, cap: 200 })
    expect([facts['rawArrived'], facts['stepsRaw']]).toEqual([0, 200])
    expect(blocks.get('claim')).toMatchObject({ title: { key: 'strategies.preprocessing.claimCapped', values: { cap: 200 } } })
    const inputs = blocks.get('inputs')
    expect(inputs?.kind === 'table' && inputs.rows[1]?.at(-1)).toEqual({ key: 'strategies.preprocessing.notArrived', values: { cap: 200 } })
  })

  it('counts as many steps as there are losses above the goal', async () => {
    const { facts, blocks } = await runStrategy('preprocessing', { goal: 0.15, cap: 100 })
    const losses = blocks.get('losses')
    if (losses?.kind !== 'curves') throw new Error('the losses are a chart')
    const [standardized] = losses.series
    expect(standardized?.y.filter((v) => v > 0.15)).toHaveLength(facts['stepsStandardized'] ?? -1)
    expect(standardized?.y.at(-1)).toBeLessThanOrEqual(0.15)
  })

  it('gives the same facts again, and others for another seed', async () => {
    const small = { goal: 0.1, cap: 60 }
    const first = await runStrategy('preprocessing', small)
    expect((await runStrategy('preprocessing', small)).facts).toEqual(first.facts)
    expect((await runStrategy('preprocessing', small, { seed: 2 })).facts).not.toEqual(first.facts)
  })

  it('ends when it is told to', async () => {
    const controller = new AbortController()
    const running = runStrategy('preprocessing', {}, { signal: controller.signal, onBlock: () => controller.abort() })
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('augmentation', () => {
  it('makes a network that is better on moved digits, and reports both', async () => {
    const { facts, blocks } = await runStrategy('preprocessing', { treatment: 'augmentation' })
    expect(facts['augmentedMoved']).toBeGreaterThan((facts['plainMoved'] ?? 1) + 0.1)
    expect(facts['conditionAugmented']).toBeLessThan(facts['conditionPlain'] ?? 0)
    expect(blocks.get('claim')).toMatchObject({ kind: 'claim', holds: true })
    expect([...blocks.keys()]).toEqual(['samples', 'accuracy', 'scores', 'claim'])
  })

  it('changes nothing where nothing is moved', async () => {
    const { facts } = await runStrategy('preprocessing', { treatment: 'augmentation', shift: 0, jitter: 0, epochs: 2, rows: 60 })
    expect([facts['augmentedStill'], facts['augmentedMoved']]).toEqual([facts['plainStill'], facts['plainStill']])
  })
})
