import { describe, expect, it } from 'vitest'
import { paretoFront } from './front.ts'
import { runStrategy } from './testing.ts'

describe('the Pareto front', () => {
  it('leaves out whom another beats at one and matches at the other', () => {
    expect(paretoFront([3, 1, 2, 2, 4], [1, 5, 3, 4, 1])).toEqual([1, 2, 0])
  })

  it('leaves out what is no number', () => {
    expect(paretoFront([1, 2, 3], [Number.NaN, 2, Infinity])).toEqual([1])
    expect(paretoFront([], [])).toEqual([])
  })
})

describe('complexity', () => {
  it('trains every depth and width, and finds a small network that is nearly as good as the best', async () => {
    const { facts, blocks } = await runStrategy('complexity')
    expect(facts['networks']).toBe(4 * 5)
    expect(facts['share']).toBeLessThanOrEqual(0.5)
    expect(facts['enoughLoss']).toBeLessThanOrEqual((facts['bestLoss'] ?? 0) + 0.05)
    expect(blocks.get('claim')).toMatchObject({ kind: 'claim', holds: true })
    // 4 x 32: 2*32 + 32, three times 32*32 + 32, 32 + 1.
    const table = blocks.get('networks')
    expect(table?.kind === 'table' && table.rows.at(-1)?.slice(0, 3)).toEqual([4, 32, 3297])
    // By a factor of 99 in multiplications; a busy machine does not take a tenfold difference away.
    expect(facts['measuredMost']).toBeGreaterThan(10 * (facts['measuredLeast'] ?? Infinity))
  })

  it('draws both fronts from the networks themselves, falling from left to right', async () => {
    const { blocks } = await runStrategy('complexity', { data: 'moons', depth: 2, width: 8, steps: 50 })
    for (const id of ['parameters', 'time']) {
      const block = blocks.get(id)
      if (block?.kind !== 'curves') throw new Error(`${id} is a chart`)
      const front = block.series.at(-1)
      const dots = block.series.slice(0, -1).flatMap((s) => Array.from(s.x, (x, i) => `${x} ${s.y[i]}`))
      expect(front?.x.length).toBeGreaterThan(0)
      front?.x.forEach((x, i) => expect(dots).toContain(`${x} ${front.y[i]}`))
      front?.y.forEach((y, i) => expect(y).toBeLessThan(front.y[i - 1] ?? Infinity))
    }
  })

  it('gives the same facts again, but for those that are measured', async () => {
    const small = { depth: 1, width: 4, steps: 30, repeats: 1 }
    const facts = async (seed: number): Promise<[string, number][]> =>
      Object.entries((await runStrategy('complexity', small, { seed })).facts).filter(([name]) => !name.startsWith('measured'))
    const first = await facts(1)
    expect(await facts(1)).toEqual(first)
    expect(await facts(2)).not.toEqual(first)
  })

  it('ends when it is told to', async () => {
    const controller = new AbortController()
    const running = runStrategy('complexity', {}, { signal: controller.signal, onBlock: () => controller.abort() })
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  })
})
