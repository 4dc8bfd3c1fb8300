import { describe, expect, test } from 'vitest'
import { losses } from '../../../catalog/losses/registry.ts'
import { checkFunction } from '../../../scenario/formula-check.ts'
import { lossesFor } from '../../../scenario/network/losses.ts'
import { ownLoss } from './own-loss.ts'

const tasks = ['classes', 'numbers'] as const
const rows = tasks.flatMap((task) => lossesFor(task).map((loss) => [task, loss.id, loss] as const))

describe('a loss made one’s own', () => {
  test.each(rows)('for %s: %s is a formula that an own loss may be', (task, _, loss) => {
    const text = ownLoss(loss, lossesFor(task), {})
    expect(checkFunction('loss.formula', text, ['y', 'p', 'z', 'classes'])).toEqual([])
    if (loss.kind === 'pointwise') expect(text.endsWith(loss.formula)).toBe(true)
  })

  test('keeps its numbers as they stand', () => {
    const huber = losses.find(({ id }) => id === 'huber')
    expect(ownLoss(huber, losses, { delta: 0.25 })).toContain('delta = 0.25')
  })
})
