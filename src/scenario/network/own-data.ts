// A person's own rows from outside: checked once as a whole, for there may be 200 000 numbers and an edit at every slider move.
import * as v from 'valibot'
import { fields, not, text } from '../schema.ts'
import type { Problem } from '../types.ts'
import type { OwnData } from './types.ts'

export const dataLimits = { columns: 1000, values: 200_000, classes: 100, text: 200, rows: 4, perClass: 2 } as const
/** Rows are kept as float32. */
const largest = 3e38

const rows = v.custom<OwnData['rows']>((value) => rowsFault(value) === null, ({ input }) => rowsFault(input) ?? '')
const targets = v.custom<OwnData['targets']>((value) => targetsFault(value) === null, ({ input }) => targetsFault(input) ?? '')

export const ownDataSchema = fields('an object with columns, rows, target and targets', {
  name: text(dataLimits.text),
  columns: v.pipe(
    v.array(text(dataLimits.text), not('a list of names')),
    v.minLength(1, 'expected at least one column'),
    v.maxLength(dataLimits.columns, ({ input }) => `expected at most ${dataLimits.columns} columns, got ${input.length}`),
  ),
  rows,
  target: text(dataLimits.text),
  targets,
})

const isNumber = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) <= largest

function rowsFault(value: unknown): string | null {
  if (!Array.isArray(value)) return not('a list of rows')({ input: value })
  for (const [i, row] of value.entries()) {
    if (!Array.isArray(row)) return `row ${i + 1}: ${not('a list of numbers')({ input: row })}`
    const bad = row.findIndex((cell) => !isNumber(cell))
    if (bad >= 0) return `row ${i + 1}, column ${bad + 1}: ${not('a finite number')({ input: row[bad] })}`
  }
  return null
}

function targetsFault(value: unknown): string | null {
  if (!Array.isArray(value)) return not('a list of names or numbers')({ input: value })
  const kind = typeof value[0] === 'string' ? 'string' : 'number'
  const bad = value.findIndex((item) => (kind === 'number' ? !isNumber(item) : typeof item !== 'string' || item.length > dataLimits.text || /\p{Surrogate}/u.test(item)))
  return bad < 0 ? null : `row ${bad + 1}: ${not(kind === 'number' ? 'a finite number' : `a name of at most ${dataLimits.text} characters`)({ input: value[bad] })}`
}

/** What the parts say only together: sizes that fit, and enough rows to learn from and to look at. */
export function checkOwnData(path: string, { columns, rows: given, targets: answers }: OwnData): Problem[] {
  const at = (field: string, message: string): Problem[] => [{ path: `${path}.${field}`, message }]
  const wrong = given.findIndex((row) => row.length !== columns.length)
  if (wrong >= 0) return at('rows', `row ${wrong + 1}: expected ${columns.length} numbers, one for each column, got ${given[wrong]?.length}`)
  if (answers.length !== given.length) return at('targets', `expected ${given.length} targets, one for each row, got ${answers.length}`)
  if (given.length < dataLimits.rows) return at('rows', `expected at least ${dataLimits.rows} rows, got ${given.length}: some to train on, some for validation`)
  const values = given.length * columns.length
  if (values > dataLimits.values) return at('rows', `expected at most ${dataLimits.values} values, got ${values}: leave out rows or columns`)
  return checkClasses(at, answers)
}

function checkClasses(at: (field: string, message: string) => Problem[], answers: OwnData['targets']): Problem[] {
  const counts = new Map<string, number>()
  for (const answer of answers) if (typeof answer === 'string') counts.set(answer, (counts.get(answer) ?? 0) + 1)
  if (counts.size === 0) return []
  if (counts.size === 1) return at('targets', `expected at least two classes, got only "${[...counts.keys()].join('')}": there is nothing to tell apart`)
  if (counts.size > dataLimits.classes) return at('targets', `expected at most ${dataLimits.classes} classes, got ${counts.size}`)
  const [rare] = [...counts].find(([, count]) => count < dataLimits.perClass) ?? []
  return rare === undefined ? [] : at('targets', `expected at least ${dataLimits.perClass} rows of each class, got one of "${rare}"`)
}
