// One class for every mistake in a formula, with the place and the cure.

export class FormulaError extends Error {
  /** 1-based. */
  readonly line: number
  /** 1-based. */
  readonly column: number
  /** The sentence without the place. */
  readonly reason: string

  constructor(reason: string, line: number, column: number) {
    super(`line ${line}, column ${column}: ${reason}`)
    this.name = 'FormulaError'
    this.line = line
    this.column = column
    this.reason = reason
  }
}

/**
 * The closest of `names` within a third of the length, for "did you mean". Of equally close ones, one with the same first
 * letter; for a single letter only its other case, because every other letter is equally close.
 */
export function closest(name: string, names: Iterable<string>): string | null {
  let best: string | null = null
  let bestDistance = name.length <= 1 ? 0.75 : Math.max(1, Math.floor(name.length / 3)) + 0.75
  for (const candidate of names) {
    // Texts cannot be closer than their lengths are. Without this a name of a million letters would be compared for minutes.
    if (Math.abs(name.length - candidate.length) >= bestDistance) continue
    const [a, b] = [name.toLowerCase(), candidate.toLowerCase()]
    const d = distance(a, b) + (a[0] === b[0] ? 0 : 0.5)
    if (d < bestDistance) {
      best = candidate
      bestDistance = d
    }
  }
  return best
}

/** Levenshtein distance, with a swap of neighbours counted as one. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let d = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, (rows[i - 2]?.[j - 2] ?? 0) + 1)
      row.push(d)
    }
    rows.push(row)
  }
  return rows[a.length]?.[b.length] ?? 0
}
