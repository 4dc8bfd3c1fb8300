import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { datasets } from '../../catalog/datasets/registry.ts'
import type { FetchFile } from './fetch-file.ts'
import { fetchFrom, gunzipped } from './fetch-file.ts'
import { loadTable } from './load-dataset.ts'

const choice = (id: string, params: Readonly<Record<string, number>> = {}) => ({ id, params, split: 0.7, standardize: true })

const diskFile = (path: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL(`../../../public/${path}`, import.meta.url)))

/** Every file in two parts, from the disk. */
const fromDisk: FetchFile = (path, onBytes) => {
  const bytes = diskFile(path)
  onBytes(Math.floor(bytes.length / 2))
  onBytes(bytes.length)
  return Promise.resolve(bytes)
}

const refuse: FetchFile = () => Promise.reject(new Error('nothing should be fetched'))

describe('a table', () => {
  it.each(datasets.filter((d) => d.kind === 'shipped').map((d) => [d.id, d]))('of %s is loaded with progress, then kept', async (id, dataset) => {
    const progress: (readonly [number, number])[] = []
    const table = await loadTable(choice(id), 1, { fetchFile: fromDisk, onProgress: (done, total) => progress.push([done, total]) })
    const total = dataset.kind === 'shipped' ? dataset.files.reduce((sum, f) => sum + f.bytes, 0) : 0
    expect(progress.at(-1)).toEqual([total, total])
    expect(progress.every(([done], i) => done >= (progress[i - 1]?.[0] ?? 0))).toBe(true)
    expect(await loadTable({ ...choice(id), split: 0.5 }, 2, { fetchFile: refuse })).toBe(table)
  })

  it('is made from its parameters and the seed, the defaults filled in', async () => {
    const table = await loadTable(choice('moons', { points: 50 }), 1, { fetchFile: refuse })
    expect(table.rows).toBe(50)
    expect(await loadTable(choice('moons', { noise: 0.1, points: 50 }), 1, { fetchFile: refuse })).toBe(table)
    expect((await loadTable(choice('moons', { points: 50 }), 2, { fetchFile: refuse })).features).not.toEqual(table.features)
  })

  it('is forgotten when six others were used since', async () => {
    const load = (points: number) => loadTable(choice('xor', { points }), 1, { fetchFile: refuse })
    const [first, second] = [await load(10), await load(11)]
    for (const points of [12, 13, 14, 15]) await load(points)
    expect(await load(10)).toBe(first)
    await load(16)
    expect(await load(10)).toBe(first)
    expect(await load(11)).not.toBe(second)
    expect(await load(11)).toEqual(second)
  })

  it('of own rows has their classes in order, or their numbers', async () => {
    const own = { name: 'mine', columns: ['a', 'b'], rows: [[1, 2], [3, 4], [5, 6]], target: 'y' }
    const load = (targets: readonly string[] | readonly number[]) => loadTable({ own: { ...own, targets }, split: 0.5, standardize: false }, 1, { fetchFile: refuse })
    expect(await load(['b', 'a', 'b'])).toEqual({
      rows: 3, columns: ['a', 'b'], features: Float32Array.of(1, 2, 3, 4, 5, 6), classes: ['a', 'b'], targetNames: ['y'], targets: Float32Array.of(1, 0, 1),
    })
    expect((await load(['10', 'none', '9'])).classes).toEqual(['9', '10', 'none'])
    expect(await load([0.5, -1, 2])).toMatchObject({ classes: null, targets: Float32Array.of(0.5, -1, 2) })
  })
})

// Iris may be kept from the tests above; a reset registry of modules begins anew.
describe('a table that cannot be had', () => {
  afterEach(() => vi.resetModules())
  const fresh = async () => (vi.resetModules(), (await import('./load-dataset.ts')).loadTable)

  it('is one sentence with the name of the file', async () => {
    const load = await fresh()
    const failing = (message: string): FetchFile => () => Promise.reject(new Error(message))
    await expect(load(choice('iris'), 1, { fetchFile: failing('the server answered 404') })).rejects.toThrow('could not load iris.csv: the server answered 404')
    await expect(load(choice('iris'), 1, { fetchFile: () => Promise.resolve(new TextEncoder().encode('<html>')) })).rejects.toThrow('could not read iris.csv: expected rows of numbers, got one line: <html>')
  })

  it('was asked for under a wrong name', async () => {
    await expect(loadTable(choice('irys'), 1, { fetchFile: refuse })).rejects.toThrow('unknown set of data "irys": expected one of moons,')
  })

  it('because it is no longer wanted rejects with the reason, and is loaded the next time', async () => {
    const load = await fresh()
    const controller = new AbortController()
    const hanging: FetchFile = (_, __, signal) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    const loading = load(choice('iris'), 1, { fetchFile: hanging, signal: controller.signal })
    controller.abort(new Error('another set was picked'))
    await expect(loading).rejects.toThrow('another set was picked')
    expect((await load(choice('iris'), 1, { fetchFile: fromDisk })).rows).toBe(150)
  })
})

describe('bytes of a file', () => {
  afterEach(() => vi.unstubAllGlobals())
  const text = new TextEncoder().encode('a,b\n1,2\n')

  it('are unpacked where they are packed', async () => {
    expect(await gunzipped(new Uint8Array(gzipSync(text)))).toEqual(text)
    expect(await gunzipped(text)).toEqual(text)
  })

  it('are fetched from the folder of the page, part by part', async () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (url: URL) => {
      asked.push(url.href)
      return Promise.resolve(new Response(new Blob([text])))
    })
    const received: number[] = []
    expect(await fetchFrom('https://example.org/descent/')('data/iris.csv', (n) => received.push(n), undefined)).toEqual(text)
    expect(asked).toEqual(['https://example.org/descent/data/iris.csv'])
    expect(received.at(-1)).toBe(text.length)
  })

  it('that the server does not have are an error', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('not found', { status: 404 })))
    await expect(fetchFrom('https://example.org/')('data/none.csv', () => {}, undefined)).rejects.toThrow('the server answered 404')
  })
})
