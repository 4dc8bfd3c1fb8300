// How a bad value is told: where it is, what was expected, what was got.
import { closest } from '../formula/error.ts'
import type { Problem } from './types.ts'

/** `runs[2].hyper.lr: expected a number above 0, got -0.1`, for where the field itself is not in sight. */
export const problemText = ({ path, message }: Problem): string => (path === '' ? message : `${path}: ${message}`)

export const expected = (what: string, got: unknown): string => `expected ${what}, got ${show(got)}`

/** Ends with the cure: the nearest name, else all of them where they are few. */
export function unknownName(kind: string, name: string, known: Iterable<string>): string {
  const names = [...known]
  const guess = closest(name, names)
  const few = names.length > 0 && names.length <= 8 ? `: expected ${names.map((n) => `"${n}"`).join(', ')}` : ''
  return `unknown ${kind} ${show(name)}${guess === null ? few : ` - did you mean "${guess}"?`}`
}

/** The known name that is most like it, or null where none is. */
export const closestName = (name: string, known: Iterable<string>): string | null => closest(name, [...known])

/** `['runs', 2, 'hyper', 'lr']` -> `runs[2].hyper.lr` */
export function pathText(keys: readonly (string | number)[]): string {
  return keys.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('')
}

/** A value in a sentence: short, whatever it is. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
