// The shelf for what the browser's database does not take: gone with the page.
import { overflow } from './history-types.ts'
import type { HistoryRecord, HistoryShelf } from './history-types.ts'

export interface MemoryShelf extends HistoryShelf {
  readonly has: (id: string) => boolean
}

export function createMemoryShelf(): MemoryShelf {
  const records = new Map<string, HistoryRecord>()
  return {
    has: (id) => records.has(id),
    list: () => Promise.resolve([...records.values()].map(({ entry }) => entry)),
    body: (id) => Promise.resolve(records.get(id)?.body ?? null),
    put(added) {
      for (const record of added) {
        const { name, pinned } = records.get(record.entry.id)?.entry ?? record.entry
        records.set(record.entry.id, { ...record, entry: { ...record.entry, name, pinned } })
      }
      const gone = overflow([...records.values()].map(({ entry }) => entry))
      for (const id of gone) records.delete(id)
      return Promise.resolve(gone)
    },
    change(id, change) {
      const record = records.get(id)
      if (record) records.set(id, { ...record, entry: { ...record.entry, ...change } })
      return Promise.resolve()
    },
    remove(ids) {
      for (const id of ids) records.delete(id)
      return Promise.resolve()
    },
  }
}
