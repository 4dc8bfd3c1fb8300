import { beforeAll, describe, expect, test } from 'vitest'
import { runStrategy } from './testing.ts'
import type { StrategyResult } from './testing.ts'

describe('quantization with its defaults', () => {
  let result: StrategyResult
  const fact = (name: string): number => result.facts[name] ?? Number.NaN
  beforeAll(async () => {
    result = await runStrategy('quantization')
  }, 60_000)

  test('trains a network that knows digits', () => {
    expect(fact('float_accuracy')).toBeGreaterThan(0.95)
  })

  test('loses at most one point in a hundred at 8 bits, and next to nothing at 16', () => {
    expect(fact('float_accuracy') - fact('accuracy_8')).toBeLessThanOrEqual(0.01)
    // A step at 16 bits is a 32 767th of the largest weight.
    expect(Math.abs(fact('loss_16') - fact('float_loss'))).toBeLessThan(1e-4)
  })

  test('is clearly worse at 1 bit after the training, and better where it was trained so', () => {
    expect(fact('float_accuracy') - fact('accuracy_1')).toBeGreaterThanOrEqual(0.1)
    expect(fact('aware_accuracy_1')).toBeGreaterThan(fact('accuracy_1') + 0.05)
  })

  test('shows curves, a table with bytes, histograms, surfaces and three claims that hold', () => {
    expect([...result.blocks.keys()]).toEqual(['training', 'accuracy', 'loss', 'table', 'eight', 'one', 'histograms', 'surfaces', 'aware'])
    const claims = [...result.blocks.values()].filter((block) => block.kind === 'claim')
    expect(claims.map((claim) => claim.holds)).toEqual([true, true, true])
    const table = result.blocks.get('table')
    const rows = table?.kind === 'table' ? table.rows : []
    expect(rows).toHaveLength(8)
    // 64 x 32 + 32 x 10 weights of a bit each, 42 biases and two scales of 4 bytes.
    expect(rows.at(-1)?.[1]).toBe(2368 / 8 + 42 * 4 + 2 * 4)
  })

  test('has histograms with as many bars as levels', () => {
    const block = result.blocks.get('histograms')
    const panels = block?.kind === 'histograms' ? block.panels : []
    expect(panels.map((panel) => panel.counts.filter((n) => n > 0).length > 3)).toEqual([true, false, true, false])
  })
})

const brief = { epochs: 1, bits: 5, hidden: 4 }

test('the same seed gives the same facts, another seed others', async () => {
  const [first, again, other] = [await runStrategy('quantization', brief), await runStrategy('quantization', brief), await runStrategy('quantization', brief, { seed: 2 })]
  expect(again.facts).toEqual(first.facts)
  expect(other.facts).not.toEqual(first.facts)
  expect(first.facts['aware_accuracy_5']).toBeGreaterThan(0)
}, 60_000)

test('every scheme can be chosen', async () => {
  const { facts } = await runStrategy('quantization', { ...brief, levels: 'affine', scale: 'channel' })
  expect(facts['accuracy_8']).toBeGreaterThan(0.3)
}, 60_000)

test('stops when it is aborted', async () => {
  const control = new AbortController()
  const running = runStrategy('quantization', brief, { signal: control.signal, onBlock: () => control.abort() })
  await expect(running).rejects.toThrow(/abort/i)
})
