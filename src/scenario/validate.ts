// The one gate through which scenarios come in: links, files, scripts and every edit. What passes is plain data, valid, and
// has its defaults filled in.
import { fillDefaults } from './defaults.ts'
import { plainCopy } from './plain.ts'
import { parseShape } from './schema.ts'
import { checkMeaning } from './semantics.ts'
import type { LandscapeScenario, Problem } from './types.ts'

export type Validated = { readonly scenario: LandscapeScenario; readonly problems: readonly [] } | Refused
interface Refused {
  readonly scenario: null
  readonly problems: readonly Problem[]
}

const ourVersion = 1

export function validateScenario(value: unknown): Validated {
  const { copy, problem } = plainCopy(value)
  if (problem) return refused([problem])
  if (isNewer(copy)) {
    return refused([{ path: 'version', message: `this scenario is of version ${copy.version}, this page reads up to version ${ourVersion}: open it with a newer page` }])
  }
  const { input, problems } = parseShape(copy)
  if (!input) return refused(problems)
  const meaning = checkMeaning(input)
  return meaning.length > 0 ? refused(meaning) : { scenario: fillDefaults(input), problems: [] }
}

const refused = (problems: readonly Problem[]): Refused => ({ scenario: null, problems })

const isNewer = (value: unknown): value is { version: number } =>
  typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'number' && value.version > ourVersion
