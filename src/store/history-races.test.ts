// Two tabs on one history whose database now and then refuses: in whatever order their work is done, nothing that a person kept, named
// or pinned is lost while the page is open.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMemoryShelf } from './history-memory.ts'
import { createHistoryStore } from './history-store.ts'
import type { HistoryStore } from './history-store.ts'
import type { HistoryShelf } from './history-types.ts'
import { raceDraft } from './testing.ts'

/** One database for all tabs: each call is done when the scheduler says, as a whole; some of those that write find it full. */
function database(s: fc.Scheduler, full: readonly number[]): HistoryShelf {
  const shelf = createMemoryShelf()
  let puts = 0
  const later = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    await s.schedule(Promise.resolve(), name)
    return work()
  }
  return {
    list: () => later('list', () => shelf.list()),
    body: (id) => later('body', () => shelf.body(id)),
    put: (records) => later('put', () => (full.includes(puts++) ? Promise.reject(new DOMException('', 'QuotaExceededError')) : shelf.put(records))),
    change: (id, what) => later('change', () => shelf.change(id, what)),
    remove: (ids) => later('remove', () => shelf.remove(ids)),
  }
}

interface Kept {
  readonly seed: number
  readonly name: string
  readonly pinned: boolean
}

type Act = readonly [name: 'add' | 'again' | 'rename' | 'pin' | 'refresh', value: number]
const acts = fc.array(fc.tuple(fc.constantFrom<Act[0][]>('add', 'again', 'rename', 'pin', 'refresh'), fc.nat(9)), { minLength: 1, maxLength: 10 })

/** One act after the other, as in one tab; answers what must be there in the end. */
async function work({ actions }: HistoryStore, list: readonly Act[]): Promise<ReadonlyMap<string, Kept>> {
  const kept = new Map<string, Kept>()
  for (const [name, value] of list) {
    const [id, before] = [...kept][value % Math.max(1, kept.size)] ?? []
    if (name === 'add') kept.set(await actions.add(raceDraft(value)), { seed: value, name: '', pinned: false })
    else if (name === 'refresh') await actions.refresh()
    else if (id === undefined || before === undefined) continue
    else if (name === 'again') {
      await actions.add(raceDraft(value), id)
      kept.set(id, { ...before, seed: value })
    } else if (name === 'rename') {
      await actions.rename(id, `name ${value}`)
      kept.set(id, { ...before, name: `name ${value}` })
    } else {
      await actions.pin(id, value % 2 === 0)
      kept.set(id, { ...before, pinned: value % 2 === 0 })
    }
  }
  return kept
}

test('two tabs at once, with a database that is full now and then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), acts, acts, fc.array(fc.nat(12), { maxLength: 6 }), async (s, first, second, full) => {
      const shared = database(s, full)
      let ids = 0
      let clock = 0
      const tab = (): HistoryStore => createHistoryStore({ open: async () => shared, now: () => (clock += 1), newId: () => `id-${(ids += 1)}`, rest: () => Promise.resolve() })
      const stores = [tab(), tab()]
      const working = Promise.all([work(stores[0] ?? tab(), first), work(stores[1] ?? tab(), second)])
      const wanted = await s.waitFor(working)
      for (const [i, store] of stores.entries()) {
        await s.waitFor(store.actions.refresh())
        for (const [id, { seed, name, pinned }] of wanted[i] ?? []) {
          const entry = store.getState().entries?.find((one) => one.id === id)
          expect([entry?.print, entry?.name, entry?.pinned]).toEqual([raceDraft(seed).print, name, pinned])
          const body = await s.waitFor(store.body(id))
          expect(body?.scenario.seed).toBe(seed)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('what another tab has pinned meanwhile stays when this one clears the rest', async () => {
  const shelf = createMemoryShelf()
  const tab = (id: string): HistoryStore => createHistoryStore({ open: async () => shelf, now: () => 1, newId: () => id, rest: () => Promise.resolve() })
  const [one, other] = [tab('a'), tab('b')]
  await one.actions.add(raceDraft(1))
  await one.actions.add(raceDraft(2), 'c')
  await other.actions.refresh()
  await other.actions.pin('a', true)
  await one.actions.clear()
  expect(one.getState().entries?.map(({ id }) => id)).toEqual(['a'])
})

test('where every call of the database fails, the page remembers for itself and says it', async () => {
  const no = (): Promise<never> => Promise.reject(new DOMException('', 'SecurityError'))
  const store = createHistoryStore({ open: async () => ({ list: no, body: no, put: no, change: no, remove: no }), now: () => 1, newId: () => 'a', rest: () => Promise.resolve() })
  await store.actions.add(raceDraft(3))
  await store.actions.rename('a', 'mine')
  expect(store.getState()).toMatchObject({ notice: 'refused', entries: [{ id: 'a', name: 'mine' }] })
  expect((await store.body('a'))?.scenario.seed).toBe(3)
})
