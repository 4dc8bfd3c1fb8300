import { describe, expect, it } from 'vitest'
import { runStrategy } from './testing.ts'

describe('choosing by validation', () => {
  it('chooses the cell of the least validation loss, and asks the test rows once', async () => {
    const shown: string[] = []
    const { facts, blocks } = await runStrategy('choose_by_validation', {}, { onBlock: (id) => shown.push(id) })
    const cells = blocks.get('cells')
    if (cells?.kind !== 'table') throw new Error('the cells are a table')
    expect(cells.rows).toHaveLength(4 * 6)
    const losses = cells.rows.map((row) => Number(row[3]))
    expect(losses).toEqual(losses.toSorted((a, b) => a - b))
    expect([cells.chosen, cells.rows[0]?.slice(0, 2)]).toEqual([0, [facts['batch'], facts['rate']]])
    expect(facts['validationLoss']).toBe(losses[0])
    expect(shown.filter((id) => id === 'test')).toHaveLength(1)
    expect(facts['testAccuracy']).toBeGreaterThan(0.85)
    for (const id of ['matters', 'honest']) expect(blocks.get(id)).toMatchObject({ kind: 'claim', holds: true })
  })

  it('leaves out cells that leave the numbers, and says so when none is left', async () => {
    const { blocks, facts } = await runStrategy('choose_by_validation', { optimizer: 'momentum', lowest: 0.01, highest: 1e300, rates: 2, epochs: 5 })
    expect(facts['rate']).toBe(0.01)
    expect(blocks.get('matters')).toMatchObject({ kind: 'claim' })
    await expect(runStrategy('choose_by_validation', { optimizer: 'momentum', lowest: 1e299, highest: 1e300, rates: 2, epochs: 2 })).rejects.toThrow('try smaller rates')
  })

  it('takes more features than can be drawn', async () => {
    const { blocks, facts } = await runStrategy('choose_by_validation', { data: 'breast_cancer', rates: 2, epochs: 3, hidden: 4 })
    expect(blocks.has('surfaces')).toBe(false)
    expect(facts['trainings']).toBe(8)
  })

  it('gives the same facts again, and others for another seed', async () => {
    const small = { rates: 2, epochs: 5, hidden: 4 }
    const first = await runStrategy('choose_by_validation', small)
    expect((await runStrategy('choose_by_validation', small)).facts).toEqual(first.facts)
    expect((await runStrategy('choose_by_validation', small, { seed: 2 })).facts).not.toEqual(first.facts)
  })

  it('ends when it is told to', async () => {
    const controller = new AbortController()
    const running = runStrategy('choose_by_validation', {}, { signal: controller.signal, onBlock: () => controller.abort() })
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  })
})
