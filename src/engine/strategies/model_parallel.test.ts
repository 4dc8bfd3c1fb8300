// Without workers, as in a browser that has none within workers: the stages take turns over message channels.
import { describe, expect, test } from 'vitest'
import { runStrategy } from './testing.ts'

const small = { width: 24, batch: 32, steps: 10, micro_batches: 4 } as const
/** Times are measured, and differ from run to run. */
const settled = (facts: Readonly<Record<string, number>>): unknown => Object.fromEntries(Object.entries(facts).filter(([name]) => !name.endsWith('Measured')))

describe('model parallel training as shipped', async () => {
  const { facts, blocks, seconds } = await runStrategy('model_parallel')

  test('is the training of one device', () => {
    // The same sums, over pieces of a batch in another order: rounding of float64 alone, far below the 1e-4 that is claimed.
    expect(facts['lossDifference']).toBeLessThan(1e-12)
    expect(facts['parameterDifference']).toBeLessThan(1e-12)
    for (const id of ['sameParameters', 'sameLoss']) expect(blocks.get(id)).toMatchObject({ kind: 'claim', against: 1e-4, holds: true })
  })

  test('learns the digits', () => {
    expect(facts['accuracy']).toBeGreaterThan(0.9)
  })

  test('draws what every stage did: all pieces forward, then all backward, then the update', () => {
    const timeline = blocks.get('timeline')
    if (timeline?.kind !== 'timeline') throw new Error('no timeline was drawn')
    expect(timeline.lanes).toHaveLength(3)
    for (const lane of [0, 1, 2]) {
      const work = timeline.bars.filter((bar) => bar.lane === lane && bar.tone !== 'wait' && bar.tone !== 'send')
      expect(work.map(({ tone }) => tone)).toEqual([...Array<string>(8).fill('forward'), ...Array<string>(8).fill('backward'), 'update'])
      expect(work.every((bar, i) => bar.from >= (work[i - 1]?.to ?? 0) && bar.to >= bar.from)).toBe(true)
    }
  })

  test('knows how much a pipeline stands idle, and that stages in one thread stand idle more', () => {
    expect(facts['idleFormula']).toBeCloseTo(2 / 10, 12)
    // One of three is at work at a time.
    expect(facts['idleMeasured']).toBeGreaterThan(0.66)
    expect(facts['workers']).toBe(0)
  })

  test('shows all it has, in few seconds', () => {
    expect([...blocks.keys()].toSorted()).toEqual(['idle', 'loss', 'sameLoss', 'sameParameters', 'stages', 'timeline', 'times'])
    // About five on a free core; a busy machine may take its time.
    expect(seconds).toBeLessThan(40)
  })
})

describe('model parallel training', () => {
  test.each([
    { stages: 2, micro_batches: 1, optimizer: 'sgd' },
    { stages: 4, micro_batches: 5, optimizer: 'adam', lr: 0.005 },
    // Pieces of one row, and as many as there are rows.
    { stages: 3, micro_batches: 32, optimizer: 'momentum' },
  ])('is that of one device with $stages stages, $micro_batches pieces and $optimizer', async (settings) => {
    const { facts } = await runStrategy('model_parallel', { ...small, ...settings })
    expect(facts['lossDifference']).toBeLessThan(1e-12)
    expect(facts['parameterDifference']).toBeLessThan(1e-12)
    expect(facts['stages']).toBe(settings.stages)
  })

  test('gives the same facts for the same seed', async () => {
    const [one, again, other] = [await runStrategy('model_parallel', small), await runStrategy('model_parallel', small), await runStrategy('model_parallel', small, { seed: 2 })]
    expect(settled(again.facts)).toEqual(settled(one.facts))
    expect(other.facts['loss']).not.toBe(one.facts['loss'])
  })

  test('ends when it is aborted', async () => {
    const controller = new AbortController()
    const running = runStrategy('model_parallel', small, { signal: controller.signal, onBlock: (id) => id === 'timeline' && controller.abort() })
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  })
})
