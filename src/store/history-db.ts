// The boundary to the browser's database: the only file that imports idb. Entries and bodies lie in two stores under the same id.
// Every change is one transaction on the records that it is about, so that two tabs never undo each other's work.
//
// A new form of what is kept is one more step in `steps`: a database of any age goes through those that it has not yet gone
// through. While a newer page wants to bring the database forward, an older one in another tab lets go of it.
import { openDB } from 'idb'
import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb'
import { readBody, readEntry } from './history-schema.ts'
import { mostEntries, overflow } from './history-types.ts'
import type { HistoryEntry, HistoryShelf } from './history-types.ts'

interface Schema extends DBSchema {
  entries: { key: string; value: unknown }
  bodies: { key: string; value: unknown }
}

type Database = IDBPDatabase<Schema>
type Step = (database: Database, transaction: IDBPTransaction<Schema, ('entries' | 'bodies')[], 'versionchange'>) => void | Promise<void>

export interface HistoryDatabase extends HistoryShelf {
  readonly close: () => void
}

/** The step at place k brings a database of version k to version k + 1. */
export const steps: readonly Step[] = [
  (database) => {
    database.createObjectStore('entries')
    database.createObjectStore('bodies')
  },
]

interface Options {
  readonly name?: string
  readonly steps?: readonly Step[]
  /** The database was taken away: by a newer page in another tab, or by the browser. */
  readonly onLost?: () => void
}

const both = ['entries', 'bodies'] as const

/** Rejects where the browser has no database for this page, or one of a newer page. */
export async function openHistoryDatabase({ name = 'descent-history', steps: through = steps, onLost }: Options = {}): Promise<HistoryDatabase> {
  const lost = (): void => {
    database.close()
    onLost?.()
  }
  const database = await openDB<Schema>(name, through.length, {
    async upgrade(opened, oldVersion, _, transaction) {
      for (const step of through.slice(oldVersion)) await step(opened, transaction)
    },
    blocking: lost,
    terminated: lost,
  })
  return {
    list: async () => (await database.getAll('entries')).flatMap((value) => readEntry(value) ?? []),
    body: async (id) => readBody(await database.get('bodies', id)),
    async put(records) {
      const transaction = database.transaction(both, 'readwrite')
      const [entries, bodies] = [transaction.objectStore('entries'), transaction.objectStore('bodies')]
      const gone = async (): Promise<readonly string[]> => {
        for (const { entry, body } of records) {
          const known = readEntry(await entries.get(entry.id))
          await entries.put(known ? { ...entry, name: known.name, pinned: known.pinned } : entry, entry.id)
          await bodies.put(body, entry.id)
        }
        if ((await entries.count()) <= mostEntries) return []
        const over = overflow((await entries.getAll()).flatMap((value) => readEntry(value) ?? []))
        for (const id of over) await Promise.all([entries.delete(id), bodies.delete(id)])
        return over
      }
      return whole(transaction, gone)
    },
    async change(id, change) {
      const transaction = database.transaction('entries', 'readwrite')
      await whole(transaction, async () => {
        const entry = readEntry(await transaction.store.get(id))
        if (entry) await transaction.store.put({ ...entry, ...change } satisfies HistoryEntry, id)
      })
    },
    async remove(ids) {
      const transaction = database.transaction(both, 'readwrite')
      await whole(transaction, async () => {
        for (const id of ids) await Promise.all(both.map((store) => transaction.objectStore(store).delete(id)))
      })
    },
    close: () => database.close(),
  }
}

/** What was done of a transaction that fails on the way is taken back, and its first error is told. */
async function whole<T>(transaction: { readonly done: Promise<void>; abort(): void }, work: () => Promise<T>): Promise<T> {
  // The work's error says more than that of the transaction it ends.
  const done = transaction.done.then(() => null, (error: unknown) => ({ error }))
  try {
    const result = await work()
    const failed = await done
    if (failed) throw failed.error
    return result
  } catch (error) {
    try {
      transaction.abort()
    } catch {
      // It is over already.
    }
    await done
    throw error
  }
}
