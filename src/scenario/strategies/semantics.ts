// What the shape of a strategy's scenario alone cannot tell: is it listed, and do its settings have values that it allows.
import { strategyById } from '../../catalog/strategies/registry.ts'
import { unknownName } from '../problems.ts'
import type { Problem } from '../types.ts'
import { checkValues } from '../values.ts'
import type { StrategyInput } from './schema.ts'

export function checkStrategyMeaning({ strategy, settings = {} }: StrategyInput): Problem[] {
  const known = strategyById.get(strategy)
  if (!known) return [{ path: 'strategy', message: unknownName('strategy', strategy, strategyById.keys()) }]
  return checkValues('settings', known.params, settings)
}
