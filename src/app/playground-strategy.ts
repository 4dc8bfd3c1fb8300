// playground.train of a strategy: the whole experiment beside the one on the screen, as plain numbers in plain arrays.
import type { StrategyScenario } from '../scenario/strategies/types.ts'
import type { Shown, StrategyEngine } from '../store/strategy-types.ts'

/** A value with its typed arrays as plain ones. */
type Plain<T> = T extends Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array ? readonly number[] : T extends object ? { readonly [K in keyof T]: Plain<T[K]> } : T

export interface PlaygroundBlock {
  readonly id: string
  readonly block: Plain<Shown['block']>
}

export interface PlaygroundStrategy {
  readonly seconds: number
  /** What was found, by name. */
  readonly facts: Readonly<Record<string, number>>
  /** What the page shows, in its order. */
  readonly blocks: readonly PlaygroundBlock[]
}

export async function runBeside(engine: StrategyEngine, scenario: StrategyScenario): Promise<PlaygroundStrategy> {
  const blocks = new Map<string, Shown['block']>()
  const { signal } = new AbortController()
  const { seconds, facts } = await engine.strategy(scenario, {
    signal,
    onFrame(frame) {
      if (frame.kind === 'block') blocks.set(frame.id, frame.block)
    },
  })
  return { seconds, facts, blocks: [...blocks].map(([id, block]) => ({ id, block: plainOf(block) })) }
}

const plainOf = <T>(value: T): Plain<T> => plainPart(value) as Plain<T>

function plainPart(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array)
  if (Array.isArray(value)) return value.map(plainPart)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plainPart(part)]))
}
