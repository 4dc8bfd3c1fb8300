// A person's own file -> data of a scenario, or one plain sentence. Read in the page; nothing is sent anywhere.
import type { CsvColumn } from './csv-columns.ts'
import { columnsOf, guessTarget, guessTask, headed, isMissing, numberIn, shortened } from './csv-columns.ts'
import type { CsvCells, CsvRow, Refusal } from './csv-text.ts'
import { readCells } from './csv-text.ts'
import { dataLimits } from './own-data.ts'
import type { OwnData } from './types.ts'

export interface CsvOptions {
  /** The file's name, to be shown. */
  readonly name?: string
  readonly target?: string
  readonly task?: 'classes' | 'numbers'
}

export interface CsvData {
  readonly columns: readonly CsvColumn[]
  /** As given, or guessed. */
  readonly target: string
  readonly task: 'classes' | 'numbers'
  /** Rows left out, by their number in the file (1 for the first), and why. */
  readonly dropped: readonly { readonly row: number; readonly why: string }[]
  readonly own: OwnData
}

/** A text column has at most so many words as a feature. */
const mostWords = 12

export function readCsv(bytes: Uint8Array, options: CsvOptions = {}): CsvData | Refusal {
  const cells = readCells(bytes)
  if ('problem' in cells) return cells
  // Before anything is looked at column by column, the first row being a header perhaps.
  const tooLarge = sizeProblem(cells.rows[0]?.cells.length ?? 0, cells.rows.length - 1)
  if (tooLarge !== null) return { problem: tooLarge }
  const { names, values } = headed(cells)
  if (values.rows.length < dataLimits.rows) return { problem: `The file has ${rowsText(values.rows.length)} of values: expected at least ${dataLimits.rows}.` }
  const columns = columnsOf(names, values)
  const target = options.target ?? guessTarget(names)
  if (!names.includes(target)) return { problem: `There is no column ${quoted(target)} to be predicted: expected one of ${names.slice(0, 8).map(quoted).join(', ')}${names.length > 8 ? ', …' : ''}.` }
  const empty = columns.find(({ missing }) => missing === values.rows.length)
  if (empty) return { problem: `Column ${quoted(empty.name)} has no values: fill it in or remove it.` }
  return readRows({ columns, target, ...completeRows(columns, values) }, options)
}

const quoted = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)

const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ' ')

const rowsText = (count: number): string => (count === 0 ? 'no row' : count === 1 ? 'a single row' : `${grouped(count)} rows`)

function sizeProblem(columns: number, rows: number): string | null {
  if (columns < 2) return 'The file has a single column: expected at least one feature, and the target.'
  if (columns > dataLimits.columns + 1) return `The file has ${grouped(columns)} columns: expected at most ${grouped(dataLimits.columns)} features, and the target.`
  if (columns * rows > dataLimits.values) return `The file has ${grouped(columns * rows)} values: expected at most ${grouped(dataLimits.values)}. Leave out rows or columns.`
  return null
}

interface Complete {
  readonly columns: readonly CsvColumn[]
  readonly target: string
  readonly complete: CsvCells
  readonly dropped: CsvData['dropped']
}

/** Rows with a value in every column, and nothing beside them. */
function completeRows(columns: readonly CsvColumn[], { rows, decimalComma }: CsvCells): Pick<Complete, 'complete' | 'dropped'> {
  const why = ({ cells }: CsvRow): string | null => {
    if (cells.length !== columns.length) return `has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, expected ${columns.length}`
    const gap = cells.findIndex(isMissing)
    return gap < 0 ? null : `has no value in column ${quoted(columns[gap]?.name ?? '')}`
  }
  const dropped = rows.flatMap((row) => {
    const reason = why(row)
    return reason === null ? [] : [{ row: row.number, why: reason }]
  })
  const gone = new Set(dropped.map(({ row }) => row))
  return { complete: { rows: rows.filter(({ number }) => !gone.has(number)), decimalComma }, dropped }
}

function readRows({ columns, target, complete, dropped }: Complete, options: CsvOptions): CsvData | Refusal {
  const { rows } = complete
  const [first] = dropped
  if (rows.length < dataLimits.rows) {
    return { problem: `Only ${rows.length} of ${rows.length + dropped.length} rows can be used, expected at least ${dataLimits.rows}: row ${first?.row} ${first?.why}.` }
  }
  const read = columns.map((column, i) => readColumn(column, i, complete, column.name === target))
  for (const one of read) if ('problem' in one) return one
  const good = read.filter((one): one is ReadColumn => !('problem' in one))
  const at = columns.findIndex(({ name }) => name === target)
  const goal = good[at]
  if (!goal) return { problem: `There is no column ${quoted(target)}.` }
  const task = options.task ?? guessTask(goal.kind, goal.numbers)
  const targets = readTargets(goal, rows.map(({ cells }) => cells[at] ?? ''), task, target)
  if ('problem' in targets) return targets
  const features = good.filter((_, i) => i !== at).flatMap(({ features: made }) => made)
  const tooLarge = sizeProblem(features.length + 1, rows.length)
  if (tooLarge !== null) return { problem: `With a column for each word of a text column: ${tooLarge}` }
  const own = {
    name: shortened(options.name ?? 'CSV'),
    columns: features.map(({ name }) => name),
    rows: rows.map((_, row) => features.map(({ values }) => values[row] ?? 0)),
    target,
    targets: targets.values,
  }
  return { columns, target, task, dropped, own }
}

interface ReadColumn {
  readonly kind: 'number' | 'text'
  /** Empty for text. */
  readonly numbers: readonly number[]
  /** What a model is given: the numbers, or 1 and 0 for each word. */
  readonly features: readonly { readonly name: string; readonly values: readonly number[] }[]
}

function readColumn({ name, kind }: CsvColumn, index: number, { rows, decimalComma }: CsvCells, isTarget: boolean): ReadColumn | Refusal {
  const cells = rows.map((row) => row.cells[index] ?? '')
  const place = (row: number): string => `Row ${rows[row]?.number}, column ${quoted(name)}`
  if (kind === 'number') {
    const numbers = cells.map((cell) => numberIn(cell, decimalComma))
    const bad = numbers.findIndex((value) => !Number.isFinite(value))
    if (bad < 0) return { kind, numbers, features: [{ name, values: numbers }] }
    const what = Number.isNaN(numbers[bad]) ? 'a number, as in the rest of the column' : 'a finite number below 3e38'
    return { problem: `${place(bad)}: expected ${what}, got ${quoted(cells[bad] ?? '')}. Correct it, or leave it empty to leave the row out.` }
  }
  if (isTarget) return { kind, numbers: [], features: [] }
  const words = [...new Set(cells)].toSorted((a, b) => (a < b ? -1 : 1))
  if (words.length <= mostWords) {
    return { kind, numbers: [], features: words.map((word) => ({ name: shortened(`${name}=${word}`), values: cells.map((cell) => (cell === word ? 1 : 0)) })) }
  }
  const seen = new Set<string>()
  const beyond = cells.findIndex((cell) => seen.add(cell).size > mostWords)
  return { problem: `${place(beyond)}: ${quoted(cells[beyond] ?? '')} is text number ${mostWords + 1} that differs, expected numbers or at most ${mostWords} words. Remove the column, or choose it as the target.` }
}

function readTargets({ kind, numbers }: ReadColumn, cells: readonly string[], task: CsvData['task'], target: string): { readonly values: OwnData['targets'] } | Refusal {
  const names = kind === 'text' ? cells : numbers.map(String)
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const column = `Column ${quoted(target)}`
  if (counts.size === 1) return { problem: `${column} holds one ${task === 'classes' ? 'class' : 'number'} only (${quoted(cells[0] ?? '')}): expected at least two.` }
  if (task === 'numbers') return kind === 'number' ? { values: numbers } : { problem: `${column} holds text, expected numbers: predict it as classes, or choose another column.` }
  if (counts.size > dataLimits.classes) return { problem: `${column} holds ${grouped(counts.size)} classes: expected at most ${dataLimits.classes}. Choose another column, or predict it as a number.` }
  const rare = [...counts.keys()].find((name) => (counts.get(name) ?? 0) < dataLimits.perClass)
  if (rare !== undefined) return { problem: `${column} holds the class ${quoted(rare)} in a single row: expected at least ${dataLimits.perClass} rows of each class.` }
  const long = names.findIndex((name) => name.length > dataLimits.text)
  return long < 0 ? { values: names } : { problem: `${column} holds a class of ${names[long]?.length} characters (${quoted(names[long] ?? '')}): expected at most ${dataLimits.text}.` }
}
