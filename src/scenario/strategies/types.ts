// A scenario that runs a strategy. Types only.

export type Setting = number | boolean | string

export interface StrategyScenario {
  readonly version: 1
  readonly kind: 'strategy'
  /** Id of the catalogue. */
  readonly strategy: string
  /** By the names of the strategy's parameters. */
  readonly settings: Readonly<Record<string, Setting>>
  readonly seed: number
}
