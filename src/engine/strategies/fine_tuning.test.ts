import { beforeAll, describe, expect, test } from 'vitest'
import { firstReach, neededRows } from './fine-tuning-facts.ts'
import { runStrategy } from './testing.ts'
import type { StrategyResult } from './testing.ts'

describe('fine-tuning with its defaults', () => {
  let result: StrategyResult
  const fact = (name: string): number => result.facts[name] ?? Number.NaN
  beforeAll(async () => {
    result = await runStrategy('fine_tuning')
  }, 60_000)

  test('ends more accurate than from scratch, after fewer updates and with fewer rows', () => {
    expect(fact('accuracy_warm')).toBeGreaterThan(fact('accuracy_scratch') + 0.03)
    expect(fact('updates_saved')).toBeGreaterThan(0)
    expect(fact('updates_saved')).toBe(fact('updates_scratch') - fact('updates_warm'))
    expect(fact('rows_needed')).toBeLessThan(20)
  })

  test('learns task B at the price of task A, and less of it with most layers frozen', () => {
    expect(fact('frozen_0_a')).toBeLessThan(1)
    expect(fact('frozen_2_b')).toBeLessThan(fact('frozen_0_b'))
  })

  test('shows the training on A, accuracies, surfaces, freezing, the need, and three claims that hold', () => {
    expect([...result.blocks.keys()]).toEqual(['pretraining', 'accuracy', 'surfaces', 'better', 'sooner', 'frozen', 'need', 'fewer'])
    const claims = [...result.blocks.values()].filter((block) => block.kind === 'claim')
    expect(claims.map((claim) => claim.holds)).toEqual([true, true, true])
    const frozen = result.blocks.get('frozen')
    // Of 2 x 16 + 16, 16 x 16 + 16 and 16 + 1 parameters.
    expect(frozen?.kind === 'table' && frozen.rows.map((row) => row[1])).toEqual([337, 289, 17])
  })
})

const brief = { rounds: 1, epochs: 2, seeds: 2 }

test.each(['moons_turned', 'digits_moved', 'digits_others'])('%s: the same seed gives the same facts, another seed others', async (tasks) => {
  const run = (seed: number): Promise<StrategyResult> => runStrategy('fine_tuning', { ...brief, tasks }, { seed })
  const [first, again, other] = [await run(1), await run(1), await run(2)]
  expect(again.facts).toEqual(first.facts)
  expect(other.facts).not.toEqual(first.facts)
}, 60_000)

test('frozen layers stay as they were: with a new head on them, task A is known as before', async () => {
  const { facts, blocks } = await runStrategy('fine_tuning', { ...brief, tasks: 'digits_others', frozen: 2 })
  const pretraining = blocks.get('pretraining')
  expect(pretraining?.kind === 'curves' && pretraining.series[0]?.y.at(-1)).toBe(facts['frozen_2_a'])
}, 60_000)

test('a factor of 1 does not lower the rate', async () => {
  const { facts } = await runStrategy('fine_tuning', { ...brief, rounds: 3, factor: 1 })
  expect(facts['accuracy_constant']).toBe(facts['accuracy_warm'])
}, 60_000)

test('stops when it is aborted', async () => {
  const control = new AbortController()
  const running = runStrategy('fine_tuning', brief, { signal: control.signal, onBlock: () => control.abort() })
  await expect(running).rejects.toThrow(/abort/i)
})

test('a warm start that never comes to the best from scratch is said to', () => {
  const course = (warm: readonly number[]) => ({ rows: 1, updates: [0, 5, 10], ways: { scratch: [[0.1, 0.8, 0.7]], warm: [warm], constant: [] } })
  expect(firstReach(course([0.2, 0.3, 0.79]))).toEqual({ best: 0.8, scratch: 5, warm: null })
  expect(firstReach(course([0.8, 0.3, 0.3]))).toEqual({ best: 0.8, scratch: 5, warm: 0 })
})

test('the rows needed are the fewest that do as well as the most do from scratch', () => {
  expect(neededRows({ rows: [1, 5, 20], warm: [[0.5], [0.8], [0.9]], scratch: [[0.1], [0.2], [0.7]] })).toBe(5)
  expect(neededRows({ rows: [1, 5], warm: [[0.5], [0.6]], scratch: [[0.1], [0.7]] })).toBe(null)
})
