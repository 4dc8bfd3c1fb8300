import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { carryKeys } from './run-keys.ts'

const start = carryKeys([], ['a', 'b', 'c'])
const keys = (list: ReturnType<typeof carryKeys>): number[] => list.map(({ key }) => key)
const [a, b, c] = keys(start)

describe('the card of a run', () => {
  test.each([
    ['stays when its run is edited', ['a', 'B', 'c'], [a, b, c]],
    ['stays when the run above is removed', ['b', 'c'], [b, c]],
    ['goes with its run when runs are moved', ['b', 'a', 'c'], [b, a, c]],
  ])('%s', (_, texts, expected) => {
    expect(keys(carryKeys(start, texts))).toEqual(expected)
  })

  test('is new for a new run, and the original keeps its own beside its copy', () => {
    const after = keys(carryKeys(start, ['a', 'a', 'b', 'c']))
    expect(after).toHaveLength(4)
    expect([after[0], after[2], after[3]]).toEqual([a, b, c])
    expect([a, b, c]).not.toContain(after[1])
  })

  test('is never shared, whatever the edits', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 })), (lists) => {
        let now = start
        for (const texts of lists) {
          now = carryKeys(now, texts)
          expect(new Set(keys(now)).size).toBe(texts.length)
        }
      }),
    )
  })
})
