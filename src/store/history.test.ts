// The history on a database of its own (fake-indexeddb: the standard's rules in memory), as one tab, as two, and where it is refused.
import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultScenario } from '../scenario/defaults.ts'
import { defaultNetworkScenario } from '../scenario/network/defaults.ts'
import { openHistoryDatabase, steps } from './history-db.ts'
import { printOf } from './history-print.ts'
import { createHistoryStore } from './history-store.ts'
import type { HistoryStore } from './history-store.ts'
import { bestRun, longestName, matches, mostCompared, mostEntries, overflow, titleOf } from './history-types.ts'
import type { HistoryDraft, HistoryRun, HistoryShelf } from './history-types.ts'

let clock = 0
let ids = 0
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  clock = 1_700_000_000_000
  ids = 0
})

const run = (name: string, best: number | null = 1e-3): HistoryRun => ({ name, status: 'finished', step: 500, final: best, best, steps: 120 })

function draft(seed = 1, more: Partial<HistoryDraft> = {}): HistoryDraft {
  const scenario = { ...defaultScenario, seed }
  return {
    kind: 'landscape', subject: 'Rosenbrock', print: printOf(scenario), measure: 'loss', runs: [run('Adam'), run('Momentum', 0.5)], claims: null, device: 'CPU · float64',
    milliseconds: 3, changed: false, picture: { light: 'data:image/webp;base64,AAAA', dark: 'data:image/png;base64,AAAA' }, scenario, curves: [{ run: 0, at: [0, 1, 2], values: [3, 2, 1] }],
    ...more,
  }
}

/** A tab of the page: its own store on the one database. */
function tab(open: (lost: () => void) => Promise<HistoryShelf> = (onLost) => openHistoryDatabase({ onLost })): HistoryStore {
  return createHistoryStore({ open, now: () => (clock += 1000), newId: () => `id-${(ids += 1)}`, rest: () => Promise.resolve() })
}

const seeds = async (store: HistoryStore): Promise<(number | undefined)[]> => {
  await store.actions.refresh()
  const bodies = await Promise.all((store.getState().entries ?? []).map(({ id }) => store.body(id)))
  return bodies.map((body) => (body && 'seed' in body.scenario ? body.scenario.seed : undefined))
}

describe('one tab', () => {
  test('lists the newest first, and gives back the scenario and its curves', async () => {
    const { actions, getState, body } = tab()
    await actions.add(draft(1))
    const id = await actions.add(draft(2))
    expect(getState().entries?.map(({ id: one }) => one)).toEqual([id, 'id-1'])
    expect(await body(id)).toEqual({ scenario: { ...defaultScenario, seed: 2 }, curves: draft().curves })
    expect(await body('nobody')).toBeNull()
  })

  test('keeps everything for the next time the page is opened', async () => {
    const first = tab()
    await first.actions.add(draft(1))
    await first.actions.rename('id-1', '  My best race ')
    await first.actions.pin('id-1', true)
    const again = tab()
    await again.actions.refresh()
    expect(again.getState().entries).toEqual(first.getState().entries)
    expect(again.getState().entries?.[0]).toMatchObject({ name: 'My best race', pinned: true })
  })

  test('more of the same training takes the place of its entry and keeps its name and pin', async () => {
    const { actions, getState } = tab()
    const id = await actions.add(draft(1, { kind: 'network', scenario: defaultNetworkScenario, runs: [{ ...run('Adam'), status: 'stopped' }] }))
    await actions.rename(id, 'mine')
    await actions.pin(id, true)
    await actions.add(draft(1, { kind: 'network', scenario: defaultNetworkScenario, runs: [run('Adam', 1e-5)] }), id)
    expect(getState().entries).toHaveLength(1)
    expect(getState().entries?.[0]).toMatchObject({ id, name: 'mine', pinned: true, runs: [{ best: 1e-5 }] })
  })

  test('a name is cut where it is too long, and an empty one gives the made title back', async () => {
    const { actions, getState } = tab()
    const id = await actions.add(draft())
    await actions.rename(id, 'x'.repeat(500))
    expect(getState().entries?.[0]?.name).toHaveLength(longestName)
    await actions.rename(id, ' ')
    expect(getState().entries?.map(titleOf)).toEqual(['Rosenbrock: Adam, Momentum'])
  })

  test('what is deleted comes back whole, in its place', async () => {
    const store = tab()
    for (const seed of [1, 2, 3]) await store.actions.add(draft(seed))
    const before = store.getState().entries
    await store.actions.remove(['id-2'])
    expect(await seeds(store)).toEqual([3, 1])
    expect(store.getState().removed).toBe(1)
    await store.actions.undoRemove()
    expect(await seeds(store)).toEqual([3, 2, 1])
    expect(store.getState()).toMatchObject({ entries: before, removed: 0 })
  })

  test('deletes all that is not pinned', async () => {
    const store = tab()
    for (const seed of [1, 2, 3]) await store.actions.add(draft(seed))
    await store.actions.pin('id-2', true)
    await store.actions.clear()
    expect(await seeds(store)).toEqual([2])
  })

  test('compares up to eight, and no ninth', async () => {
    const { actions, getState } = tab()
    for (let seed = 1; seed <= mostCompared + 1; seed += 1) await actions.add(draft(seed))
    const answers = (getState().entries ?? []).map(({ id }) => actions.tick(id))
    expect(answers).toEqual([...Array.from({ length: mostCompared }, () => true), false])
    expect(getState().ticked).toHaveLength(mostCompared)
    actions.tick('id-9')
    expect(getState().ticked).toHaveLength(mostCompared - 1)
    await actions.remove(['id-8'])
    expect(getState().ticked).not.toContain('id-8')
  })
})

describe('the cap', () => {
  /** Light, so that the whole shelf is filled in no time. */
  const fill = async (store: HistoryStore, count: number): Promise<void> => {
    const text = JSON.stringify({
      format: 'descent-history', formatVersion: 1,
      entries: Array.from({ length: count }, (_, i) => {
        const { scenario, curves, ...entry } = draft(i)
        return { entry: { ...entry, id: `old-${i}`, time: 1000 + i, name: '', pinned: i === 0 }, body: { scenario, curves } }
      }),
    })
    expect(await store.actions.imported(text)).toEqual({ added: count, known: 0, left: 0, why: null })
  }

  test('the oldest entry that is not pinned makes room, and that is said', async () => {
    const store = tab()
    await fill(store, mostEntries)
    expect(store.getState().notice).toBeNull()
    await store.actions.add(draft(999))
    const entries = store.getState().entries ?? []
    expect(entries).toHaveLength(mostEntries)
    expect(entries.map(({ id }) => id)).toEqual(expect.arrayContaining(['id-1', 'old-0']))
    expect(entries.map(({ id }) => id)).not.toContain('old-1')
    expect(await store.body('old-1')).toBeNull()
    expect(store.getState().notice).toBe('cap')
  })

  test('where all are pinned the new one is not kept, and that is said', async () => {
    const store = tab()
    await fill(store, mostEntries)
    await Promise.all((store.getState().entries ?? []).map(({ id }) => store.actions.pin(id, true)))
    await store.actions.add(draft(999))
    expect(store.getState().entries).toHaveLength(mostEntries)
    expect(store.getState().entries?.map(({ id }) => id)).not.toContain('id-1')
    expect(store.getState().notice).toBe('pins')
  })

  test('holds for two tabs together', async () => {
    const [one, two] = [tab(), tab()]
    await fill(one, mostEntries - 1)
    await Promise.all([one.actions.add(draft(1001)), two.actions.add(draft(1002)), one.actions.add(draft(1003))])
    await two.actions.refresh()
    expect(two.getState().entries).toHaveLength(mostEntries)
  })
})

describe('two tabs', () => {
  test('lose nothing of each other’s, whatever they do at once', async () => {
    const [one, two] = [tab(), tab()]
    await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => (seed % 2 === 0 ? one : two).actions.add(draft(seed))))
    expect(new Set(await seeds(one))).toEqual(new Set([1, 2, 3, 4, 5, 6]))
    const [id = ''] = one.getState().entries?.map((entry) => entry.id) ?? []
    await Promise.all([one.actions.rename(id, 'named in one'), two.actions.pin(id, true)])
    await Promise.all([one.actions.refresh(), two.actions.refresh()])
    expect(one.getState().entries).toEqual(two.getState().entries)
    expect(one.getState().entries?.[0]).toMatchObject({ name: 'named in one', pinned: true })
  })

  test('what one has deleted is not brought back by a change in the other', async () => {
    const [one, two] = [tab(), tab()]
    const id = await one.actions.add(draft())
    await two.actions.refresh()
    await one.actions.remove([id])
    await two.actions.rename(id, 'gone')
    expect(two.getState().entries).toEqual([])
    expect(await two.body(id)).toBeNull()
  })
})

describe('versions', () => {
  const newer = [...steps, async (...[, transaction]: Parameters<(typeof steps)[number]>) => {
    const entries = transaction.objectStore('entries')
    for (const key of await entries.getAllKeys()) {
      const value = await entries.get(key)
      if (typeof value === 'object' && value !== null) await entries.put({ ...value, device: 'brought forward' }, key)
    }
  }]

  test('a step brings what is kept forward, once', async () => {
    const old = await openHistoryDatabase()
    await createHistoryStore({ open: () => Promise.resolve(old), now: () => 1, newId: () => 'a', rest: () => Promise.resolve() }).actions.add(draft())
    old.close()
    for (let time = 0; time < 2; time += 1) {
      const found = await openHistoryDatabase({ steps: newer })
      expect(await found.list()).toMatchObject([{ id: 'a', device: 'brought forward' }])
      expect(await found.body('a')).not.toBeNull()
      found.close()
    }
  })

  test('an older tab lets go of the database, says so, and goes on in memory', async () => {
    const older = tab()
    await older.actions.add(draft(1))
    const next = await openHistoryDatabase({ steps: newer })
    expect(await next.list()).toHaveLength(1)
    await older.actions.add(draft(2))
    expect(older.getState().notice).toBe('lost')
    expect(older.getState().entries?.map(({ id }) => id)).toEqual(['id-2', 'id-1'])
    expect((await older.body('id-2'))?.scenario).toMatchObject({ seed: 2 })
    expect(await next.list()).toHaveLength(1)
    next.close()
  })

  test('a page that is older than the database leaves it alone', async () => {
    const found = await openHistoryDatabase({ steps: newer })
    const store = tab()
    await store.actions.add(draft())
    expect(store.getState()).toMatchObject({ notice: 'lost', entries: [{ id: 'id-1' }] })
    expect(await found.list()).toEqual([])
    found.close()
  })

  test('what does not read as an entry is not listed and harms nothing', async () => {
    const database = await openHistoryDatabase({ steps: [...steps, async (_, transaction) => {
      await transaction.objectStore('entries').put({ id: 'bad', runs: 'none' }, 'bad')
      await transaction.objectStore('entries').put(null, 'null')
    }] })
    expect(await database.list()).toEqual([])
    database.close()
  })
})

describe('where the browser refuses', () => {
  const full = async (): Promise<HistoryShelf> => ({
    ...(await openHistoryDatabase()),
    put: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')),
  })

  test('no database: the history goes on in memory and says so', async () => {
    const store = tab(() => Promise.reject(new DOMException('not here', 'SecurityError')))
    for (const seed of [1, 2]) await store.actions.add(draft(seed))
    await store.actions.rename('id-1', 'kept')
    await store.actions.remove(['id-2'])
    await store.actions.undoRemove()
    expect(await seeds(store)).toEqual([2, 1])
    expect(store.getState()).toMatchObject({ notice: 'refused', entries: [{ id: 'id-2' }, { name: 'kept' }] })
  })

  test('a full one: what it holds stays, what is new is in memory, and it says so', async () => {
    const before = tab()
    await before.actions.add(draft(1))
    const store = tab(full)
    await store.actions.add(draft(2))
    expect(await seeds(store)).toEqual([2, 1])
    expect(store.getState().notice).toBe('full')
    await store.actions.remove(['id-1', 'id-2'])
    expect(await seeds(store)).toEqual([])
  })

  test('a transaction that fails on its way leaves nothing half done', async () => {
    const database = await openHistoryDatabase()
    const { scenario, curves, ...entry } = draft()
    const good = { ...entry, id: 'good', time: 1, name: '', pinned: false }
    // What cannot be cloned cannot be stored.
    const bad = { entry: { ...good, id: 'bad' }, body: { scenario, curves: (() => undefined) as unknown as typeof curves } }
    await expect(database.put([{ entry: good, body: { scenario, curves } }, bad])).rejects.toThrow(/clone/)
    expect(await database.list()).toEqual([])
    expect(await database.body('good')).toBeNull()
    database.close()
  })
})

describe('a file of the history', () => {
  const textOf = async ({ actions }: HistoryStore): Promise<string> => {
    const parts: string[] = []
    for await (const part of actions.exported()) parts.push(part)
    return parts.join('')
  }

  test('comes back as it was, in another browser', async () => {
    const store = tab()
    for (const seed of [1, 2, 3]) await store.actions.add(draft(seed))
    await store.actions.rename('id-2', 'Mine “”')
    await store.actions.pin('id-3', true)
    const text = await textOf(store)
    expect(JSON.parse(text)).toMatchObject({ format: 'descent-history', formatVersion: 1 })
    vi.stubGlobal('indexedDB', new IDBFactory())
    const other = tab()
    expect(await other.actions.imported(text)).toEqual({ added: 3, known: 0, left: 0, why: null })
    expect(other.getState().entries).toEqual(store.getState().entries)
    expect(await seeds(other)).toEqual([3, 2, 1])
    expect(await other.actions.imported(text)).toEqual({ added: 0, known: 3, left: 0, why: null })
  })

  test('an empty one is a file, too', async () => {
    const store = tab()
    await store.actions.refresh()
    expect(JSON.parse(await textOf(store))).toMatchObject({ entries: [] })
  })

  test.each([
    ['no JSON', 'nonsense', 'not-json'],
    ['another JSON', '{"format":"descent-scenario","formatVersion":1,"scenario":{}}', 'not-ours'],
    ['a list', '[]', 'not-ours'],
    ['null', 'null', 'not-ours'],
    ['no entries', '{"format":"descent-history","formatVersion":1,"entries":{}}', 'not-ours'],
    ['a later format', '{"format":"descent-history","formatVersion":2,"entries":[]}', 'newer'],
  ])('%s is refused', async (_, text, problem) => {
    const store = tab()
    expect(await store.actions.imported(text)).toEqual({ problem })
    expect(await seeds(store)).toEqual([])
  })

  const { scenario, curves, ...light } = draft()
  const entry = { ...light, id: 'x', time: 1, name: '', pinned: false }
  const body = { scenario, curves }
  const hostile: readonly (readonly [string, unknown, RegExp])[] = [
    ['no body', { entry }, /body/],
    ['a number for an entry', 7, /expected/],
    ['a field too many', { entry: { ...entry, onclick: 'x' }, body }, /entry/],
    ['the name of a prototype', JSON.parse(`{"entry":${JSON.stringify(entry).slice(0, -1)},"__proto__":{"polluted":1}},"body":${JSON.stringify(body)}}`), /entry/],
    ['an id that reaches elsewhere', { entry: { ...entry, id: '../x' }, body }, /entry\.id/],
    ['a picture from elsewhere', { entry: { ...entry, picture: { light: 'https://example.com/x.png', dark: 'data:image/png;base64,AAAA' } }, body }, /entry\.picture\.light/],
    ['a drawing for a picture', { entry: { ...entry, picture: { light: 'data:image/svg+xml;base64,AAAA', dark: 'data:image/png;base64,AAAA' } }, body }, /entry\.picture\.light/],
    ['a page for a picture', { entry: { ...entry, picture: { light: 'data:text/html;base64,AAAA', dark: 'javascript:alert(1)' } }, body }, /entry\.picture/],
    ['a scenario that is none', { entry, body: { ...body, scenario: { ...scenario, runs: [{ optimizer: 'nobody' }] } } }, /body\.scenario\.runs\[0\]\.optimizer/],
    ['a scenario of another kind', { entry, body: { ...body, scenario: defaultNetworkScenario } }, /kind/],
    ['a curve that runs backwards', { entry, body: { ...body, curves: [{ run: 0, at: [1, 0], values: [1, 2] }] } }, /curves/],
    ['a curve without end', { entry, body: { ...body, curves: [{ run: 0, at: Array.from({ length: 10_000 }, (_, i) => i), values: [] }] } }, /curves/],
    ['no number in a curve', { entry, body: { ...body, curves: [{ run: 0, at: [0], values: [null] }] } }, /curves/],
    ['a text of a million letters', { entry: { ...entry, subject: 'x'.repeat(1_000_000) }, body }, /entry\.subject/],
    ['half of a character', { entry: { ...entry, name: '\ud800' }, body }, /entry\.name/],
    ['a time beyond all clocks', { entry: { ...entry, time: 1e300 }, body }, /entry\.time/],
  ]
  test.each(hostile)('%s is left out and told, and the rest opens', async (_, one, why) => {
    const store = tab()
    const text = JSON.stringify({ format: 'descent-history', formatVersion: 1, entries: [one, { entry: { ...entry, id: 'fine' }, body }] })
    const found = await store.actions.imported(text)
    expect(found).toMatchObject({ added: 1, left: 1 })
    expect('why' in found ? found.why : null).toMatch(why)
    expect(store.getState().entries?.map(({ id }) => id)).toEqual(['fine'])
    expect('polluted' in {}).toBe(false)
  })
})

describe('what is read off an entry', () => {
  const entryOf = (more: Partial<HistoryDraft>, name = ''): Parameters<typeof matches>[0] => ({ ...draft(1, more), id: 'a', time: 1, name, pinned: false })

  test('its title names what raced, at most four, unless the person named it', () => {
    expect(titleOf(entryOf({ runs: ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => run(name)) }))).toBe('Rosenbrock: A, B, C, D +2')
    expect(titleOf(entryOf({ kind: 'strategy', subject: 'Distillation', runs: [run('teacher')] }))).toBe('Distillation')
    expect(titleOf(entryOf({}, 'mine'))).toBe('mine')
  })

  test('its best run is the lowest that did not diverge', () => {
    expect(bestRun(entryOf({ runs: [{ ...run('wild', 1e-9), status: 'diverged' }, run('none', null), run('good', 0.2), run('less', 0.3)] }))?.name).toBe('good')
    expect(bestRun(entryOf({ measure: 'series' }))).toBeNull()
  })

  test('it is found by any of its words, in any order', () => {
    expect(['momentum rosen', 'CPU', '', 'mine'].map((question) => matches(entryOf({}, 'mine'), question))).toEqual([true, true, true, true])
    expect(matches(entryOf({}), 'rosen lion')).toBe(false)
  })

  test('pins are never counted out for want of room', () => {
    const entries = [1, 2, 3, 4].map((time) => ({ ...entryOf({}), id: String(time), time, pinned: time < 3 }))
    expect(overflow(entries, 3)).toEqual(['3'])
    expect(overflow(entries, 1)).toEqual(['4', '3'])
    expect(overflow(entries, 4)).toEqual([])
  })
})
