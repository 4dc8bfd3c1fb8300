// The one gate through which scenarios come in: links, files, scripts and every edit. What passes is plain data, valid, and
// has its defaults filled in. What the first race needs of it lies apart, in validate-landscape.ts.
import { refused, validate } from './gate.ts'
import type { ValidatedAs } from './gate.ts'
import { fillNetworkDefaults } from './network/defaults.ts'
import { parseNetworkShape } from './network/schema.ts'
import { checkNetworkMeaning } from './network/semantics.ts'
import type { NetworkScenario, Scenario } from './network/types.ts'
import { large, plainCopy } from './plain.ts'
import { expected } from './problems.ts'
import { fillStrategyDefaults } from './strategies/defaults.ts'
import { parseStrategyShape } from './strategies/schema.ts'
import { checkStrategyMeaning } from './strategies/semantics.ts'
import type { StrategyScenario } from './strategies/types.ts'
import { validateScenario } from './validate-landscape.ts'

export { validateScenario } from './validate-landscape.ts'

export function validateNetwork(value: unknown): ValidatedAs<NetworkScenario> {
  return validate(plainCopy(value, large), { parse: parseNetworkShape, check: checkNetworkMeaning, fill: fillNetworkDefaults })
}

export function validateStrategy(value: unknown): ValidatedAs<StrategyScenario> {
  return validate(plainCopy(value), { parse: parseStrategyShape, check: checkStrategyMeaning, fill: fillStrategyDefaults })
}

/** Any kind, as its `kind` says; without one it is a landscape. */
export function validateAny(value: unknown): ValidatedAs<Scenario> {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : 'landscape'
  if (kind === 'network') return validateNetwork(value)
  if (kind === 'landscape') return validateScenario(value)
  if (kind === 'strategy') return validateStrategy(value)
  return refused([{ path: 'kind', message: expected('"landscape", "network" or "strategy"', kind) }])
}
