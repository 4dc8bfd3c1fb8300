// The one gate through which scenarios come in: links, files, scripts and every edit. What passes is plain data, valid, and
// has its defaults filled in.
import { fillDefaults } from './defaults.ts'
import { fillNetworkDefaults } from './network/defaults.ts'
import { parseNetworkShape } from './network/schema.ts'
import { checkNetworkMeaning } from './network/semantics.ts'
import type { NetworkScenario, Scenario } from './network/types.ts'
import { large, plainCopy } from './plain.ts'
import { expected } from './problems.ts'
import { parseShape } from './schema.ts'
import type { Shaped } from './schema.ts'
import { checkMeaning } from './semantics.ts'
import { fillStrategyDefaults } from './strategies/defaults.ts'
import { parseStrategyShape } from './strategies/schema.ts'
import { checkStrategyMeaning } from './strategies/semantics.ts'
import type { StrategyScenario } from './strategies/types.ts'
import type { LandscapeScenario, Problem } from './types.ts'

export type ValidatedAs<T> = { readonly scenario: T; readonly problems: readonly [] } | Refused
export type Validated = ValidatedAs<LandscapeScenario>
interface Refused {
  readonly scenario: null
  readonly problems: readonly Problem[]
}

const ourVersion = 1

export function validateScenario(value: unknown): Validated {
  return validate(plainCopy(value), { parse: parseShape, check: checkMeaning, fill: fillDefaults })
}

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

interface Gate<Input, Output> {
  readonly parse: (copy: unknown) => Shaped<Input>
  readonly check: (input: Input) => readonly Problem[]
  readonly fill: (input: Input) => Output
}

function validate<Input, Output>({ copy, problem }: ReturnType<typeof plainCopy>, { parse, check, fill }: Gate<Input, Output>): ValidatedAs<Output> {
  if (problem) return refused([problem])
  if (isNewer(copy)) {
    return refused([{ path: 'version', message: `this scenario is of version ${copy.version}, this page reads up to version ${ourVersion}: open it with a newer page` }])
  }
  const { input, problems } = parse(copy)
  if (!input) return refused(problems)
  const meaning = check(input)
  return meaning.length > 0 ? refused(meaning) : { scenario: fill(input), problems: [] }
}

const refused = (problems: readonly Problem[]): Refused => ({ scenario: null, problems })

const isNewer = (value: unknown): value is { version: number } =>
  typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'number' && value.version > ourVersion
