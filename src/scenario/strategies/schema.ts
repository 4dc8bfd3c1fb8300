// The shape of a strategy's scenario from outside. What needs the catalogue is checked in semantics.ts.
import * as v from 'valibot'
import { fields, not, record, seed, shaped, text } from '../schema.ts'
import type { Shaped } from '../schema.ts'

const setting = v.union([v.number(), v.boolean(), text(60)], not('a number, true or false, or a name'))

const strategySchema = fields('a scenario', {
  version: v.exactOptional(v.literal(1, not('version 1'))),
  kind: v.literal('strategy', not('"strategy"')),
  strategy: text(60),
  settings: v.exactOptional(record(setting)),
  seed: v.exactOptional(seed),
})

/** A scenario of the right shape, its defaults not yet filled in. */
export type StrategyInput = v.InferOutput<typeof strategySchema>

export const parseStrategyShape = (value: unknown): Shaped<StrategyInput> => shaped(strategySchema, value)
