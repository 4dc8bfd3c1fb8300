// Counts of classes taken for others, as shares and sums. `counts` are [true, predicted], row-major.

export interface ClassShare {
  readonly right: number
  readonly rows: number
}

/** Of each class: how many of its rows were taken for it. */
export function perClass(counts: Int32Array, classes: number): readonly ClassShare[] {
  if (counts.length !== classes * classes) throw new Error(`confusion: expected counts of [${classes}, ${classes}], got ${counts.length}`)
  return Array.from({ length: classes }, (_, truth) => ({
    right: counts[truth * classes + truth] ?? 0,
    rows: counts.subarray(truth * classes, (truth + 1) * classes).reduce((a, b) => a + b, 0),
  }))
}

export interface Mistake {
  readonly truth: number
  readonly taken: number
  readonly count: number
}

/** The most frequent mistake, or null where there is none. */
export function worstMistake(counts: Int32Array, classes: number): Mistake | null {
  let worst: Mistake | null = null
  for (let i = 0; i < counts.length; i += 1) {
    const [truth, taken, count] = [Math.floor(i / classes), i % classes, counts[i] ?? 0]
    if (truth !== taken && count > (worst?.count ?? 0)) worst = { truth, taken, count }
  }
  return worst
}
