// What the page reads of a strategy's experiment. Blocks are replaced as a whole when they come anew and stay outside React;
// a version counts up, and components subscribe to it.
import type { Block, StrategyAnswer, StrategyFrame } from '../protocol/strategy-messages.ts'
import type { StrategyScenario } from '../scenario/strategies/types.ts'
import type { Problem } from '../scenario/types.ts'

/** The pictures of the page, by kind. */
export type ShownBlock = Block

export interface Shown {
  readonly id: string
  readonly block: Block
  /** It is of the settings before: the run under way has not come to it yet. */
  readonly stale: boolean
}

export type StrategyStatus = 'idle' | 'running' | 'finished' | 'stopped' | 'failed'

export interface StrategyState {
  readonly scenario: StrategyScenario
  readonly problems: readonly Problem[]
  readonly status: StrategyStatus
  /** A download under way, 0 to 1; null when none is. */
  readonly loading: number | null
  /** How far the work is, 0 to 1; null before its first word. */
  readonly progress: number | null
  /** Counts up when `blocks()` has new content. */
  readonly blockVersion: number
  /** Of the run that is on the screen, once it is finished. */
  readonly answer: StrategyAnswer | null
  /** One sentence, or null. */
  readonly engineError: string | null
  readonly canUndo: boolean
  readonly canRedo: boolean
}

export interface StrategyActions {
  /** A valid edit runs the experiment again after a moment, once it has been run at all. */
  edit(change: (scenario: StrategyScenario) => unknown, tag?: string): void
  open(scenario: unknown): readonly Problem[]
  undo(): void
  redo(): void
  run(): void
  cancel(): void
  report(problems: readonly Problem[]): void
}

/** What the engine is asked, by app/ over the port. Frames in order; rejects with AbortError when aborted. */
export interface StrategyEngine {
  strategy(scenario: StrategyScenario, options: { readonly signal: AbortSignal; readonly onFrame: (frame: StrategyFrame) => void }): Promise<StrategyAnswer>
}

export interface StrategyStore {
  readonly getState: () => StrategyState
  readonly subscribe: (listener: (state: StrategyState, previous: StrategyState) => void) => () => void
  readonly actions: StrategyActions
  /** In the order in which they first came; the same array until there is something new. */
  readonly blocks: () => readonly Shown[]
  readonly engine: StrategyEngine
}
