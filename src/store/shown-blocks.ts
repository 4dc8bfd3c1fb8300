// The blocks of an experiment in the order in which they first came. When the same strategy runs anew, its pictures stay until
// they are replaced, so that a slider does not empty the page.
import type { Shown } from './strategy-types.ts'

export interface ShownBlocks {
  put(id: string, block: Shown['block']): void
  /** Another run: what is there is of the settings before. */
  age(): void
  /** What is still of the settings before goes. */
  dropStale(): void
  clear(): void
  /** The same array until something changes. */
  list(): readonly Shown[]
}

export function createShownBlocks(): ShownBlocks {
  const held = new Map<string, Shown>()
  let list: readonly Shown[] | null = null
  const change = (work: () => void): void => {
    list = null
    work()
  }
  return {
    put: (id, block) => change(() => held.set(id, { id, block, stale: false })),
    age: () => change(() => held.forEach((shown, id) => held.set(id, { ...shown, stale: true }))),
    dropStale: () => change(() => held.forEach(({ stale }, id) => stale && held.delete(id))),
    clear: () => change(() => held.clear()),
    list: () => (list ??= [...held.values()]),
  }
}
