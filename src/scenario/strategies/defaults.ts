// What stands where a strategy's scenario says nothing. Links leave out what fillStrategyDefaults puts back.
import { strategies, strategyById } from '../../catalog/strategies/registry.ts'
import type { HyperValue } from '../types.ts'
import { filled } from '../values.ts'
import type { StrategyInput } from './schema.ts'
import type { Setting, StrategyScenario } from './types.ts'

const defaultSeed = 1

/** Makes a valid scenario complete: every setting of the strategy, in the order of the catalogue. */
export function fillStrategyDefaults({ strategy, settings = {}, seed = defaultSeed }: StrategyInput): StrategyScenario {
  const values = Object.entries(filled(strategyById.get(strategy)?.params ?? [], settings))
  return { version: 1, kind: 'strategy', strategy, settings: Object.fromEntries(values.filter(isSetting)), seed }
}

const isSetting = (entry: readonly [string, HyperValue]): entry is [string, Setting] => entry[1] !== null

/** The first visit. */
export const defaultStrategyScenario: StrategyScenario = fillStrategyDefaults({ kind: 'strategy', strategy: strategies[0]?.id ?? '' })
