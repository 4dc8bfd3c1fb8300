// Two tabs of the page on the browser's own database: two connections, as two tabs have.
import { afterEach, expect, test } from 'vitest'
import { openHistoryDatabase, steps } from './history-db.ts'
import { createHistoryStore } from './history-store.ts'
import type { HistoryStore } from './history-store.ts'
import { raceDraft } from './testing.ts'

const name = 'descent-test-two-tabs'
afterEach(() => void indexedDB.deleteDatabase(name))

function tab(prefix: string): HistoryStore {
  let ids = 0
  return createHistoryStore({ open: (onLost) => openHistoryDatabase({ name, onLost }), now: () => Date.now(), newId: () => `${prefix}${(ids += 1)}`, rest: () => Promise.resolve() })
}

test('what both write at once is in both, and a newer page takes the database from neither’s work', async () => {
  const [left, right] = [tab('left'), tab('right')]
  const seeds = Array.from({ length: 20 }, (_, seed) => seed)
  await Promise.all(seeds.flatMap((seed) => [left.actions.add(raceDraft(seed)), right.actions.add(raceDraft(100 + seed))]))
  await left.actions.refresh()
  await Promise.all([left.actions.rename('left1', 'mine'), right.actions.pin('left1', true), left.actions.remove(['left2']), right.actions.remove(['right2', 'left2'])])
  for (const { actions, getState } of [left, right]) {
    await actions.refresh()
    const entries = getState().entries ?? []
    expect(entries).toHaveLength(38)
    expect(entries.find(({ id }) => id === 'left1')).toMatchObject({ name: 'mine', pinned: true })
    expect(getState().notice).toBeNull()
  }

  const newer = await openHistoryDatabase({ name, steps: [...steps, () => undefined] })
  await left.actions.add(raceDraft(7))
  expect(left.getState().notice).toBe('lost')
  expect(left.getState().entries).toHaveLength(39)
  expect(await newer.list()).toHaveLength(38)
  newer.close()
})
