import { beforeAll, describe, expect, test } from 'vitest'
import { runStrategy } from './testing.ts'
import type { StrategyResult } from './testing.ts'

describe('distillation with its defaults', () => {
  let result: StrategyResult
  const fact = (name: string): number => result.facts[name] ?? Number.NaN
  beforeAll(async () => {
    result = await runStrategy('distillation')
  }, 60_000)

  test('has a teacher that knows more than a student alone', () => {
    expect(fact('teacher_accuracy')).toBeGreaterThan(fact('alone_accuracy') + 0.05)
  })

  test('makes a student that is not worse than alone on the mean of 8 seeds, and says how sure that is', () => {
    expect(fact('seeds')).toBe(8)
    expect(fact('all_accuracy')).toBeGreaterThanOrEqual(fact('alone_accuracy'))
    expect(fact('all_gain')).toBeCloseTo(fact('all_accuracy') - fact('alone_accuracy'), 12)
    expect(fact('all_gain_half')).toBeGreaterThan(0)
    expect(fact('all_gain') - fact('all_gain_half')).toBeGreaterThan(0)
  })

  test('shows curves, the table, the claim and the soft labels of a picture', () => {
    expect([...result.blocks.keys()]).toEqual(['accuracy', 'table', 'claim', 'sample'])
    const claim = result.blocks.get('claim')
    expect(claim?.kind === 'claim' && claim.holds).toBe(true)
    const sample = result.blocks.get('sample')
    if (sample?.kind !== 'shares') throw new Error('no soft labels')
    expect(sample.picture?.values).toHaveLength(64)
    for (const { values } of sample.rows) expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
    const [cold, warm] = sample.rows.map(({ values }) => Math.max(...values))
    expect(warm).toBeLessThan(cold ?? Number.NaN)
  })

  test('draws the students as a mean with a band, the teacher as a line', () => {
    const block = result.blocks.get('accuracy')
    const series = block?.kind === 'curves' ? block.series : []
    expect(series.map((s) => s.low !== undefined)).toEqual([false, true, true, true])
    expect(series.map((s) => s.x.at(-1))).toEqual([300, 300, 300, 300])
  })
})

const brief = { updates: 20, seeds: 2, teacher: 8, student: 4 }

test('the same seed gives the same facts, another seed others', async () => {
  const [first, again, other] = [await runStrategy('distillation', brief), await runStrategy('distillation', brief), await runStrategy('distillation', brief, { seed: 2 })]
  expect(again.facts).toEqual(first.facts)
  expect(other.facts).not.toEqual(first.facts)
}, 60_000)

test('a teacher that is not listened to changes nothing', async () => {
  const { facts } = await runStrategy('distillation', { ...brief, mixing: 0 })
  expect([facts['same_gain'], facts['all_gain']]).toEqual([0, 0])
}, 60_000)

test('stops when it is aborted', async () => {
  const control = new AbortController()
  const running = runStrategy('distillation', brief, { signal: control.signal, onBlock: () => control.abort() })
  await expect(running).rejects.toThrow(/abort/i)
})
