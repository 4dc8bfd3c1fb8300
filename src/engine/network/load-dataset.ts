// A choice of data -> the table it stands for: made, loaded, or a person's own. Tables that were made or loaded are kept,
// the least recently used dropped first.
import { datasetById } from '../../catalog/datasets/registry.ts'
import type { ShippedDataset, Table } from '../../catalog/network-types.ts'
import type { DatasetChoice, OwnData } from '../../scenario/network/types.ts'
import type { FetchFile } from './fetch-file.ts'
import { gunzipped } from './fetch-file.ts'

export interface LoadOptions {
  readonly fetchFile: FetchFile
  /** Bytes so far, and of how many. */
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

const kept = new Map<string, Table>()
const room = 6

/**
 * Same choice and seed, same table.
 * @throws Error with one sentence: an unknown set, a file that could not be loaded. The signal's own reason when it was aborted.
 */
export async function loadTable(choice: DatasetChoice, seed: number, options: LoadOptions): Promise<Table> {
  if (choice.own) return tableOfOwn(choice.own)
  const dataset = datasetById.get(choice.id ?? '')
  if (!dataset) throw new Error(`unknown set of data "${choice.id ?? ''}": expected one of ${[...datasetById.keys()].join(', ')}`)
  const params = Object.fromEntries(dataset.params.map((p) => [p.name, choice.params?.[p.name] ?? p.default ?? 0]))
  const key = JSON.stringify([dataset.id, ...(dataset.kind === 'generated' ? [seed, params] : [])])
  const table = kept.get(key) ?? (dataset.kind === 'generated' ? dataset.generate(params, seed) : await loadShipped(dataset, options))
  kept.delete(key)
  kept.set(key, table)
  for (const oldest of kept.keys()) if (kept.size > room) kept.delete(oldest)
  return table
}

async function loadShipped({ files, read }: ShippedDataset, { fetchFile, onProgress, signal }: LoadOptions): Promise<Table> {
  const total = files.reduce((sum, file) => sum + file.bytes, 0)
  const received = files.map(() => 0)
  const names = files.map(({ path }) => path.split('/').at(-1) ?? path)
  const load = async (index: number): Promise<Uint8Array> => {
    const { path, bytes } = files[index] ?? { path: '', bytes: 0 }
    try {
      const raw = await fetchFile(path, (count) => {
        // A file unpacked on the way has more bytes than it was sent with.
        received[index] = Math.min(count, bytes)
        onProgress?.(received.reduce((sum, n) => sum + n, 0), total)
      }, signal)
      return await gunzipped(raw)
    } catch (error) {
      signal?.throwIfAborted()
      throw new Error(`could not load ${names[index]}: ${reasonOf(error)}`, { cause: error })
    }
  }
  const contents = await Promise.all(files.map((_, index) => load(index)))
  try {
    return read(contents)
  } catch (error) {
    throw new Error(`could not read ${names.join(', ')}: ${reasonOf(error)}`, { cause: error })
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

function tableOfOwn({ columns, rows, target, targets }: OwnData): Table {
  const names = targets.filter((value): value is string => typeof value === 'string')
  const classes = names.length > 0 ? [...new Set(names)].toSorted(byNumberThenName) : null
  const indexOf = new Map((classes ?? []).map((name, index) => [name, index]))
  return {
    rows: rows.length,
    columns,
    features: Float32Array.from(rows.flat()),
    classes,
    targetNames: [target],
    targets: Float32Array.from<string | number>([...targets], (value) => (typeof value === 'number' ? value : (indexOf.get(value) ?? Number.NaN))),
  }
}

/** "2" before "10", and numbers before words. */
function byNumberThenName(a: string, b: string): number {
  const difference = Number(a) - Number(b)
  if (Number.isFinite(difference)) return difference
  if (Number.isFinite(Number(a)) !== Number.isFinite(Number(b))) return Number.isFinite(Number(a)) ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
