// How scenarios of every kind come in: copied to plain data, its shape parsed, its meaning checked, its defaults filled in.
import type { plainCopy } from './plain.ts'
import type { Shaped } from './schema.ts'
import type { Problem } from './types.ts'

export type ValidatedAs<T> = { readonly scenario: T; readonly problems: readonly [] } | Refused
interface Refused {
  readonly scenario: null
  readonly problems: readonly Problem[]
}

const ourVersion = 1

interface Gate<Input, Output> {
  readonly parse: (copy: unknown) => Shaped<Input>
  readonly check: (input: Input) => readonly Problem[]
  readonly fill: (input: Input) => Output
}

export function validate<Input, Output>({ copy, problem }: ReturnType<typeof plainCopy>, { parse, check, fill }: Gate<Input, Output>): ValidatedAs<Output> {
  if (problem) return refused([problem])
  if (isNewer(copy)) {
    return refused([{ path: 'version', message: `this scenario is of version ${copy.version}, this page reads up to version ${ourVersion}: open it with a newer page` }])
  }
  const { input, problems } = parse(copy)
  if (!input) return refused(problems)
  const meaning = check(input)
  return meaning.length > 0 ? refused(meaning) : { scenario: fill(input), problems: [] }
}

export const refused = (problems: readonly Problem[]): Refused => ({ scenario: null, problems })

const isNewer = (value: unknown): value is { version: number } =>
  typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'number' && value.version > ourVersion
