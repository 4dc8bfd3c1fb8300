// What a strategy is given to run its experiment with. Everything is float64 and seeded; long loops call `breathe`.
import type { Table } from '../../catalog/network-types.ts'
import type { Block } from '../../protocol/strategy-messages.ts'
import type { DatasetChoice } from '../../scenario/network/types.ts'
import type { Setting } from '../../scenario/strategies/types.ts'

export interface StrategyTools {
  readonly settings: Readonly<Record<string, Setting>>
  readonly seed: number
  /** The data of a choice, loaded or made. */
  readonly table: (choice: DatasetChoice) => Promise<Table>
  /** A file under public/. */
  readonly file: (path: string) => Promise<Uint8Array>
  /** Shows a block, or shows it anew. A copy goes out: the arrays stay the runner's own. */
  readonly show: (id: string, block: Block) => Promise<void>
  /** Lets messages in at most every 20 ms, and tells how far the work is. @throws AbortError */
  readonly breathe: (done: number, total: number) => Promise<void>
  readonly signal: AbortSignal
}

/** Runs the whole experiment; the facts are for scripts and tests. */
export type StrategyRunner = (tools: StrategyTools) => Promise<Readonly<Record<string, number>>>
