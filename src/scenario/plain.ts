// The first gate for values from outside: a bounded copy of plain data (numbers, texts, booleans, null, lists, objects). Fields
// that are undefined count as absent. Names that reach into an object's prototype are refused wherever they stand.
import { expected, pathText } from './problems.ts'
import type { Problem } from './types.ts'

const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
/** Far above any scenario that a person would make, and small enough for a link. */
const usual = { depth: 8, values: 5_000, characters: 50_000 }
/** A person's own rows, and the weights of a network. */
export const large = { depth: 8, values: 600_000, characters: 4_000_000 }

/** The name of a field. It is said in sentences. */
const longestName = 100

const trusted = new WeakSet()

/** Freezes data that were checked as a whole: an edit beside them passes without another look at each number. */
export function trust<T extends object>(data: T): T {
  freeze(data)
  trusted.add(data)
  return data
}

export const isTrusted = (data: object): boolean => trusted.has(data)

function freeze(data: object): void {
  const parts: readonly unknown[] = Object.values(data)
  for (const part of parts) if (typeof part === 'object' && part !== null) freeze(part)
  Object.freeze(data)
}

export function plainCopy(value: unknown, most = usual): { copy: unknown; problem: null } | { copy: null; problem: Problem } {
  const left = { most, values: most.values, characters: most.characters }
  try {
    return { copy: copyOf(value, [], left), problem: null }
  } catch (error) {
    if (error instanceof NotPlain) return { copy: null, problem: { path: pathText(error.path), message: error.message } }
    throw error
  }
}

type Path = readonly (string | number)[]

class NotPlain extends Error {
  readonly path: Path

  constructor(path: Path, message: string) {
    super(message)
    this.path = path
  }
}

interface Left {
  readonly most: typeof usual
  values: number
  characters: number
}

function copyOf(value: unknown, path: Path, left: Left): unknown {
  if (--left.values < 0) throw new NotPlain([], `expected at most ${left.most.values} values in all`)
  if (path.length > left.most.depth) throw new NotPlain(path.slice(0, 4), `expected at most ${left.most.depth} levels of nesting`)
  if (typeof value === 'string') count(value, left)
  if (typeof value === 'number') return value
  if (typeof value === 'object' && value !== null && trusted.has(value)) return value
  if (Array.isArray(value)) return value.map((item: unknown, i) => copyOf(item, [...path, i], left))
  if (typeof value === 'object' && value !== null) return copyOfObject(value, path, left)
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    throw new NotPlain(path, expected('plain data', value))
  }
  return value
}

function copyOfObject(value: object, path: Path, left: Left): unknown {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  const long = entries.find(([key]) => key.length > longestName)
  if (long) throw new NotPlain(path, `expected names of at most ${longestName} characters, got "${long[0].slice(0, 40)}…" of ${long[0].length}`)
  const bad = entries.find(([key]) => forbidden.has(key))
  if (bad) throw new NotPlain([...path, bad[0]], `the name "${bad[0]}" is not allowed`)
  return Object.fromEntries(
    entries.map(([key, item]) => {
      count(key, left)
      return [key, copyOf(item, [...path, key], left)]
    }),
  )
}

function count(text: string, left: Left): void {
  left.characters -= text.length
  if (left.characters < 0) throw new NotPlain([], `expected at most ${left.most.characters} characters in all`)
}
