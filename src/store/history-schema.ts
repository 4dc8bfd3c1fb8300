// The gate through which entries of the history come in: from the browser's database, which an older or a damaged page may have
// written, and from files, which anybody may have written. What does not fit is left out and counted, never half taken.
import * as v from 'valibot'
import { atLeast0, fields, list, not, number, oneOf, shaped, text, whole } from '../scenario/schema.ts'
import { problemText } from '../scenario/problems.ts'
import { validateAny } from '../scenario/validate.ts'
import { historyMeasures, historyStatuses, longestName, mostEntries, mostPoints } from './history-types.ts'
import type { HistoryBody, HistoryEntry, HistoryRecord } from './history-types.ts'
import { modes } from './mode.ts'

const mostRuns = 64
const mostSteps = 2 ** 31
const longestPicture = 200_000

/** An image that holds its own pixels. No drawing: that could ask for other files. */
const image = v.pipe(v.string(not('an image')), v.maxLength(longestPicture, 'expected a small image'), v.regex(/^data:image\/(?:webp|png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/, 'expected a small WebP, PNG or JPEG'))
const letters = (pattern: RegExp, what: string) => v.pipe(v.string(not(what)), v.regex(pattern, not(what)))
const yesOrNo = v.boolean(not('true or false'))
const step = whole(0, mostSteps)
const entryFields = {
  id: letters(/^[\w-]{1,64}$/, 'letters, digits and dashes'),
  time: whole(0, 8.64e15),
  kind: oneOf('kind', modes),
  subject: text(200),
  name: text(longestName),
  pinned: yesOrNo,
  print: letters(/^[0-9a-f]{16}$/, '16 hexadecimal digits'),
  measure: oneOf('measure', historyMeasures),
  runs: list(fields('a run', { name: text(200), status: oneOf('status', historyStatuses), step, final: v.nullable(number), best: v.nullable(number), steps: v.nullable(step) }), 'runs', 0, mostRuns),
  claims: v.nullable(fields('an object', { held: step, of: step })),
  device: text(100),
  milliseconds: v.nullable(atLeast0),
  changed: yesOrNo,
  picture: v.nullable(fields('an object', { light: image, dark: image })),
} as const

const ascending = (values: readonly number[]): boolean => values.every((value, i) => i === 0 || value >= (values[i - 1] ?? value))
const column = list(number, 'points', 0, mostPoints)
const curve = v.pipe(
  fields('a curve', { run: whole(0, mostRuns - 1), at: column, values: column }),
  v.check(({ at }) => ascending(at), 'expected places that ascend'),
  v.check(({ at, values }) => at.length === values.length, 'expected as many values as places'),
)

const entrySchema = fields('an entry', entryFields)
const bodySchema = fields('an object', { scenario: v.unknown(), curves: list(curve, 'curves', 0, mostRuns) })

export const readEntry = (value: unknown): HistoryEntry | null => shaped(entrySchema, value).input

/** Null for what is no body, or whose scenario this page cannot open. */
export function readBody(value: unknown): HistoryBody | null {
  const { input } = shaped(bodySchema, value)
  const scenario = input ? validateAny(input.scenario).scenario : null
  return input && scenario ? { scenario, curves: input.curves } : null
}

const format = 'descent-history'
const formatVersion = 1
export const largestHistoryFile = 100_000_000

export type HistoryFileProblem = 'large' | 'not-json' | 'not-ours' | 'newer'

export interface HistoryFile {
  readonly records: readonly HistoryRecord[]
  /** Entries that were left out, and what is wrong with the first of them. */
  readonly left: number
  readonly why: string | null
}

/** The parts of the file, one entry at a time: written in one go it would hold up the page. */
export async function* historyFile(ids: readonly string[], read: (id: string) => Promise<HistoryRecord | null>): AsyncGenerator<string> {
  yield `{"format":"${format}","formatVersion":${formatVersion},"entries":[`
  let between = '\n'
  for (const id of ids) {
    const record = await read(id)
    if (record === null) continue
    yield `${between}${JSON.stringify(record)}`
    between = ',\n'
  }
  yield '\n]}\n'
}

/** `rest` is awaited between entries. */
export async function readHistoryFile(content: string, rest: () => Promise<void>): Promise<HistoryFile | { readonly problem: HistoryFileProblem }> {
  if (content.length > largestHistoryFile) return { problem: 'large' }
  let value: unknown
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ''))
  } catch {
    return { problem: 'not-json' }
  }
  if (typeof value !== 'object' || value === null || !('format' in value) || value.format !== format) return { problem: 'not-ours' }
  if (!('formatVersion' in value) || value.formatVersion !== formatVersion) return { problem: 'newer' }
  if (!('entries' in value) || !Array.isArray(value.entries)) return { problem: 'not-ours' }
  const given: readonly unknown[] = value.entries
  const records: HistoryRecord[] = []
  let why: string | null = null
  // More than there is room for is not looked at.
  for (const [i, one] of given.slice(0, mostEntries).entries()) {
    const found = readRecord(one)
    if (typeof found === 'string') why ??= `entries[${i}].${found}`
    else records.push(found)
    await rest()
  }
  if (given.length > mostEntries) why ??= `entries: expected at most ${mostEntries}, got ${given.length}`
  return { records, left: given.length - records.length, why }
}

const recordSchema = fields('an entry and its body', { entry: entrySchema, body: bodySchema })

/** The record, or what is wrong with it. */
function readRecord(value: unknown): HistoryRecord | string {
  const { input, problems } = shaped(recordSchema, value)
  const firstOf = ([first]: typeof problems, path: string): string => `${path}${first === undefined ? '' : problemText(first)}`
  if (!input) return firstOf(problems, '')
  const { scenario, problems: found } = validateAny(input.body.scenario)
  if (!scenario) return firstOf(found, 'body.scenario.')
  if (scenario.kind !== input.entry.kind) return `entry.kind: expected "${scenario.kind}", as its scenario says, got "${input.entry.kind}"`
  return { entry: input.entry, body: { scenario, curves: input.body.curves } }
}
