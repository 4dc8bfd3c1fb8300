// For tests: runs a strategy as the page does, with the files of public/ from the disk.
import { readFileSync } from 'node:fs'
import { strategyById } from '../../catalog/strategies/registry.ts'
import type { Block } from '../../protocol/strategy-messages.ts'
import type { Setting } from '../../scenario/strategies/types.ts'
import type { FetchFile } from '../network/fetch-file.ts'
import { loadTable } from '../network/load-dataset.ts'
import { pause } from '../pause.ts'
import { runners } from './registry.ts'

export interface StrategyResult {
  readonly facts: Readonly<Record<string, number>>
  /** As they stood in the end, in the order in which they first came. */
  readonly blocks: ReadonlyMap<string, Block>
  readonly seconds: number
}

interface Options {
  readonly seed?: number
  readonly signal?: AbortSignal
  readonly onBlock?: (id: string) => void
}

const onDisk: FetchFile = (path) => Promise.resolve(new Uint8Array(readFileSync(new URL(`../../../public/${path}`, import.meta.url))))

/** Settings that are left out are the strategy's defaults. */
export async function runStrategy(id: string, settings: Readonly<Record<string, Setting>> = {}, options: Options = {}): Promise<StrategyResult> {
  const { seed = 1, signal = new AbortController().signal, onBlock } = options
  const [strategy, runner] = [strategyById.get(id), await runners[id]?.()]
  if (!strategy || !runner) throw new Error(`no strategy ${id}`)
  const defaults = Object.fromEntries(strategy.params.flatMap((p) => (p.default === null ? [] : [[p.name, p.default]])))
  const blocks = new Map<string, Block>()
  const begun = performance.now()
  let breathed = begun
  const facts = await runner({
    settings: { ...defaults, ...settings },
    seed,
    signal,
    table: (choice) => loadTable(choice, seed, { fetchFile: onDisk, signal }),
    file: (path) => onDisk(path, () => undefined, signal),
    show: (block, content) => {
      blocks.set(block, content)
      onBlock?.(block)
      return Promise.resolve()
    },
    breathe: async () => {
      if (performance.now() - breathed > 20) {
        await pause()
        breathed = performance.now()
      }
      signal.throwIfAborted()
    },
  })
  return { facts, blocks, seconds: (performance.now() - begun) / 1000 }
}
