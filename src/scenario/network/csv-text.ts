// The bytes of a file -> its cells, before anything is known of what they mean.
import Papa from 'papaparse'
import { dataLimits } from './own-data.ts'

export type Refusal = { readonly problem: string }

const mostBytes = 8e6
/** With two columns there are more values than may be read. Eight million empty lines would be looked at for half a minute. */
const mostRows = dataLimits.values + 1

const enoughToGuess = 200_000

/** Every row with its number in the file (1-based, empty rows counted but left out). */
export interface CsvRow {
  readonly number: number
  readonly cells: readonly string[]
}

export interface CsvCells {
  readonly rows: readonly CsvRow[]
  /** `3,5` is a number where the comma does not part cells. */
  readonly decimalComma: boolean
}

export function readCells(bytes: Uint8Array): CsvCells | Refusal {
  const text = decode(bytes)
  if (typeof text !== 'string') return text
  // Left to itself the parser looks at the whole file once for each separator that there might be.
  const { delimiter } = Papa.parse(text.slice(0, enoughToGuess), { preview: 10 }).meta
  const { data, errors, meta } = Papa.parse<string[]>(text, { delimiter, header: false, skipEmptyLines: false, dynamicTyping: false, preview: mostRows })
  const quotes = errors.find((error) => error.type === 'Quotes')
  if (quotes) return { problem: `Row ${(quotes.row ?? 0) + 1} has a quotation mark that is not closed or not at the edge of its cell: write it twice inside a quoted cell, or leave it out.` }
  if (meta.truncated) return { problem: `The file has more than ${mostRows} rows: expected at most ${dataLimits.values} values. Leave out rows or columns.` }
  const rows = data.map((cells, i) => ({ number: i + 1, cells: cells.map((cell) => cell.trim()) }))
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (filled.length === 0) return { problem: 'The file is empty: expected a row of column names, then rows of values.' }
  return { rows: filled, decimalComma: meta.delimiter !== ',' }
}

function decode(bytes: Uint8Array): string | Refusal {
  if (bytes.length === 0) return { problem: 'The file is empty: expected a row of column names, then rows of values.' }
  if (bytes.length > mostBytes) return { problem: `The file has ${(bytes.length / 1e6).toFixed(1)} MB: expected at most ${mostBytes / 1e6} MB.` }
  const begins = (...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte)
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) return { problem: 'The file is in UTF-16, expected UTF-8: save it again as "CSV UTF-8".' }
  if (begins(0x50, 0x4b, 3, 4)) return { problem: 'The file is a spreadsheet or an archive, expected text: export it as CSV.' }
  if (bytes.includes(0)) return { problem: 'The file holds bytes that no text has, expected a CSV in UTF-8: export it as "CSV UTF-8".' }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const before = new TextDecoder().decode(bytes).split('\uFFFD', 1)[0] ?? ''
    return { problem: `Line ${before.split(/\r\n|\r|\n/).length} is not in UTF-8: save the file again as "CSV UTF-8".` }
  }
}
