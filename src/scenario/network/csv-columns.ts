// What the columns of a CSV are: their names, what they hold, which one is to be predicted. Guesses, and only those.
import type { CsvCells } from './csv-text.ts'

export interface CsvColumn {
  readonly name: string
  readonly kind: 'number' | 'text'
  /** Cells without a value. */
  readonly missing: number
}

const missingWords = new Set(['', 'na', 'n/a', 'null', '?'])
const notFinite = /^[+-]?(nan|inf|infinity)$/i
/** Data are kept as float32. */
const largest = 3e38
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const targetNames = new Set(['target', 'class', 'label', 'y', 'species', 'outcome', 'output', 'diagnosis'])

export const isMissing = (cell: string): boolean => missingWords.has(cell.toLowerCase())

/** The number a cell stands for: NaN where it is text, infinite where it says so, or float32 cannot hold it. */
export function numberIn(cell: string, decimalComma: boolean): number {
  if (notFinite.test(cell)) return Infinity
  const text = decimalComma ? cell.replace(',', '.') : cell
  if (!plainNumber.test(text)) return Number.NaN
  return Math.abs(Number(text)) <= largest ? Number(text) : Infinity
}

/** Names are those of the first row where it looks like one; the other rows are values. */
export function headed({ rows, decimalComma }: CsvCells): { readonly names: readonly string[]; readonly values: CsvCells } {
  const first = rows[0]?.cells ?? []
  const rest = rows.slice(1)
  const isNumber = (cell: string | undefined): boolean => cell !== undefined && !Number.isNaN(numberIn(cell, decimalComma))
  const mostlyNumbers = (column: number): boolean => 2 * rest.filter(({ cells }) => isNumber(cells[column])).length > rest.length
  const isHeader = !first.some(isNumber) || first.some((cell, i) => !isMissing(cell) && !isNumber(cell) && mostlyNumbers(i))
  return { names: distinct(isHeader ? first : first.map(() => '')), values: { rows: isHeader ? rest : rows, decimalComma } }
}

/** Names go into links. Whole characters, so that none is cut in half. */
export const shortened = (name: string): string => (name.length > 80 ? `${Array.from(name).slice(0, 80).join('')}…` : name)

/** No name twice, none empty. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((given, i) => {
    const name = given === '' ? `column ${i + 1}` : shortened(given)
    let free = name
    for (let k = 2; taken.has(free); k++) free = `${name} (${k})`
    taken.add(free)
    return free
  })
}

/** A column holds numbers when more than half of its values are numbers. */
export function columnsOf(names: readonly string[], { rows, decimalComma }: CsvCells): CsvColumn[] {
  return names.map((name, i) => {
    const cells = rows.map((row) => row.cells[i] ?? '').filter((cell) => !isMissing(cell))
    const numbers = cells.filter((cell) => !Number.isNaN(numberIn(cell, decimalComma))).length
    return { name, kind: 2 * numbers > cells.length ? 'number' : 'text', missing: rows.length - cells.length }
  })
}

/** By its name, else the last one. */
export const guessTarget = (names: readonly string[]): string => names.find((name) => targetNames.has(name.toLowerCase())) ?? names.at(-1) ?? ''

/** Text and a few whole numbers that come again and again are classes. */
export function guessTask(kind: 'number' | 'text', values: readonly number[]): 'classes' | 'numbers' {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const few = counts.size <= 10 && [...counts].every(([value, count]) => Number.isInteger(value) && count > 1)
  return kind === 'text' || few ? 'classes' : 'numbers'
}
