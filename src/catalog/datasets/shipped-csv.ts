// Shipped tables are plain: a row of names, then numbers parted by commas, the target last. People's own files go another way.
import type { Table } from '../network-types.ts'
import { tableOf } from './table.ts'

interface Meaning {
  /** In the order of their numbers in the file; null where the target is a number itself. */
  readonly classes: readonly string[] | null
  /** Features are multiplied by this. */
  readonly scale?: number
}

/** @throws Error when there are no rows, or one is not as wide as the names, or not of numbers. */
export function readShippedCsv(bytes: Uint8Array | undefined, { classes, scale = 1 }: Meaning): Table {
  const [names = [], ...rows] = new TextDecoder().decode(bytes).trim().split(/\r?\n/).map((line) => line.split(','))
  if (rows.length === 0) throw new Error(`expected rows of numbers, got one line: ${names.join(',').slice(0, 40)}`)
  const values = rows.map((row, i) => {
    const numbers = row.map(Number)
    if (numbers.length !== names.length || !numbers.every(Number.isFinite)) throw new Error(`row ${i + 1}: expected [${names.length}] numbers, got ${row.join(',').slice(0, 40)}`)
    return numbers
  })
  return tableOf({ columns: names.slice(0, -1), classes, targetNames: names.slice(-1) }, values.length, (i) => ({
    features: (values[i] ?? []).slice(0, -1).map((v) => v * scale),
    target: values[i]?.at(-1) ?? Number.NaN,
  }))
}
