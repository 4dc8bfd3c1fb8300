// The history of what was raced, trained and tried: its state and the only way to change it. Knows no React, no DOM and no clock.
//
//   recorder -> add -> the browser's database, or memory where that refuses -> entries -> drawer
//
// Nothing of a person's work is lost for want of a database: what it does not take is kept in memory, and said once.
import { createStore } from 'zustand/vanilla'
import { createMemoryShelf } from './history-memory.ts'
import { historyFile, readHistoryFile } from './history-schema.ts'
import type { HistoryFileProblem } from './history-schema.ts'
import { longestName, mostCompared, newestFirst } from './history-types.ts'
import type { HistoryBody, HistoryDraft, HistoryEntry, HistoryRecord, HistoryShelf } from './history-types.ts'

/** What the person must know: no database, a full one, one taken by a newer page, or entries that went for want of room. */
export type HistoryNotice = 'refused' | 'full' | 'lost' | 'cap' | 'pins'

export interface HistoryState {
  /** Newest first; null until they are read. */
  readonly entries: readonly HistoryEntry[] | null
  readonly notice: HistoryNotice | null
  /** Ids of entries that are to be compared, in the order in which they were ticked. */
  readonly ticked: readonly string[]
  /** What can be brought back. */
  readonly removed: number
}

export interface HistoryImport {
  readonly added: number
  /** They were there already. */
  readonly known: number
  /** Not to be read, and why the first was not. */
  readonly left: number
  readonly why: string | null
}

export interface HistoryActions {
  /** Answers the id. `same` names the entry whose place it takes: more of the same training. */
  add(draft: HistoryDraft, same?: string): Promise<string>
  /** Looks at what other tabs have done. */
  refresh(): Promise<void>
  rename(id: string, name: string): Promise<void>
  pin(id: string, pinned: boolean): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  /** Brings back what was removed last. */
  undoRemove(): Promise<void>
  /** For good: only what is pinned stays. */
  clear(): Promise<void>
  /** False where there are as many as can be compared. */
  tick(id: string): boolean
  untickAll(): void
  /** The parts of a file of the whole history. */
  exported(): AsyncGenerator<string>
  imported(content: string): Promise<HistoryImport | { readonly problem: HistoryFileProblem }>
}

export interface HistoryStore {
  readonly getState: () => HistoryState
  readonly subscribe: (listener: (state: HistoryState, previous: HistoryState) => void) => () => void
  readonly actions: HistoryActions
  /** Null where the entry is gone, or is of no use to this page. */
  readonly body: (id: string) => Promise<HistoryBody | null>
}

export interface HistoryStoreOptions {
  /** Rejects where there is no database. `lost` is called when it is taken away later. */
  readonly open: (lost: () => void) => Promise<HistoryShelf>
  readonly now: () => number
  readonly newId: () => string
  /** Lets the page do other work. */
  readonly rest: () => Promise<void>
}

export function createHistoryStore({ open, now, newId, rest }: HistoryStoreOptions): HistoryStore {
  const { getState: get, setState: set, subscribe } = createStore<HistoryState>()(() => ({ entries: null, notice: null, ticked: [], removed: 0 }))
  const shelf = createTieredShelf(open, (notice) => set({ notice }))
  let removed: readonly HistoryRecord[] = []

  /** One reading at a time: an older one would bring back what a newer has seen go. */
  const refresh = oneByOne(async () => {
    const entries = newestFirst(await shelf.list())
    const there = new Set(entries.map(({ id }) => id))
    set({ entries, ticked: get().ticked.filter((id) => there.has(id)) })
  })
  const put = async (records: readonly HistoryRecord[]): Promise<void> => {
    const gone = await shelf.put(records)
    if (gone.length > 0) set({ notice: records.some(({ entry }) => gone.includes(entry.id)) ? 'pins' : 'cap' })
    await refresh()
  }
  const change = async (id: string, what: Partial<Pick<HistoryEntry, 'name' | 'pinned'>>): Promise<void> => {
    await shelf.change(id, what)
    await refresh()
  }
  const recordOf = async (id: string): Promise<HistoryRecord | null> => {
    const entry = get().entries?.find((one) => one.id === id)
    const body = entry ? await shelf.body(id) : null
    return entry && body ? { entry, body } : null
  }
  const take = async (ids: readonly string[]): Promise<void> => {
    await shelf.remove(ids)
    await refresh()
  }

  const actions: HistoryActions = {
    async add({ scenario, curves, ...rest }, same) {
      const id = same ?? newId()
      await put([{ entry: { ...rest, id, time: now(), name: '', pinned: false }, body: { scenario, curves } }])
      return id
    },
    refresh,
    rename: (id, name) => change(id, { name: name.trim().slice(0, longestName) }),
    pin: (id, pinned) => change(id, { pinned }),
    async remove(ids) {
      removed = (await Promise.all(ids.map(recordOf))).flatMap((record) => record ?? [])
      await take(ids)
      set({ removed: removed.length })
    },
    async undoRemove() {
      const back = removed
      removed = []
      set({ removed: 0 })
      await put(back)
    },
    async clear() {
      // Another tab may have pinned some.
      await refresh()
      await take((get().entries ?? []).flatMap(({ id, pinned }) => (pinned ? [] : [id])))
    },
    tick(id) {
      const { ticked } = get()
      if (ticked.includes(id)) set({ ticked: ticked.filter((one) => one !== id) })
      else if (ticked.length >= mostCompared) return false
      else set({ ticked: [...ticked, id] })
      return true
    },
    untickAll: () => set({ ticked: [] }),
    exported: () => historyFile((get().entries ?? []).map(({ id }) => id), recordOf),
    async imported(content) {
      const file = await readHistoryFile(content, rest)
      if ('problem' in file) return file
      await refresh()
      const known = new Set((get().entries ?? []).map(({ id }) => id))
      const fresh = file.records.filter(({ entry }) => !known.has(entry.id))
      if (fresh.length > 0) await put(fresh)
      return { added: fresh.length, known: file.records.length - fresh.length, left: file.left, why: file.why }
    },
  }
  void refresh()
  return { getState: get, subscribe, actions, body: shelf.body }
}

/** The database, and memory beside it for what the database does not take. */
function createTieredShelf(open: HistoryStoreOptions['open'], tell: (notice: HistoryNotice) => void): HistoryShelf {
  const memory = createMemoryShelf()
  let lost = false
  const opening = open(() => {
    lost = true
    tell('lost')
  }).catch((error: unknown) => {
    tell(noticeOf(error))
    return null
  })
  const disk = async (): Promise<HistoryShelf | null> => (lost ? null : opening)
  /** What the database refuses is said, and is as if there were none. */
  const tried = async <T>(ask: (shelf: HistoryShelf) => Promise<T>): Promise<{ readonly answer: T } | null> => {
    const shelf = await disk()
    if (shelf === null) return null
    try {
      return { answer: await ask(shelf) }
    } catch (error) {
      if (!lost) tell(noticeOf(error))
      return null
    }
  }
  let seen: readonly HistoryEntry[] = []
  return {
    async list() {
      const found = await tried((shelf) => shelf.list())
      // What was read before the database was taken away stays on the list; whoever opens it is told.
      if (found) seen = found.answer
      return [...(await memory.list()), ...seen.filter(({ id }) => !memory.has(id))]
    },
    async body(id) {
      return memory.has(id) ? memory.body(id) : ((await tried((shelf) => shelf.body(id)))?.answer ?? null)
    },
    async put(records) {
      // Whichever of the two takes it, name and pin stay those that the person gave it.
      const known = new Map([...seen, ...(await memory.list())].map((entry) => [entry.id, entry]))
      const named = records.map(({ entry, body }) => {
        const { name, pinned } = known.get(entry.id) ?? entry
        return { entry: { ...entry, name, pinned }, body }
      })
      const found = await tried(async (shelf) => {
        // What was named while the database refused it.
        for (const { entry: { id, name, pinned } } of named) if (memory.has(id)) await shelf.change(id, { name, pinned })
        return shelf.put(named)
      })
      if (!found) return memory.put(named)
      await memory.remove(records.map(({ entry }) => entry.id))
      return found.answer
    },
    async change(id, what) {
      if (memory.has(id)) await memory.change(id, what)
      else await tried((shelf) => shelf.change(id, what))
    },
    async remove(ids) {
      await memory.remove(ids)
      await tried((shelf) => shelf.remove(ids))
    },
  }
}

function noticeOf(error: unknown): HistoryNotice {
  const name = error instanceof Error ? error.name : ''
  if (name === 'QuotaExceededError') return 'full'
  return name === 'VersionError' ? 'lost' : 'refused'
}

/** Calls while one is under way become one more after it, and all wait for an answer that is newer than their question. */
function oneByOne(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  const start = (): Promise<void> => {
    running = work().finally(() => {
      running = null
    })
    return running
  }
  return () => {
    if (running === null) return start()
    next ??= running.then(() => {
      next = null
      return start()
    })
    return next
  }
}
