import type { Rows } from '../contract.ts'
import { chosenClass, classCount, trueClass } from './meaning.ts'
import type { Meaning } from './meaning.ts'

/** Rows of each class by what they were taken for, [true, predicted]; outputs that are no numbers are not counted. */
export function confusionOf(outputs: Float64Array, rows: Rows, meaning: Meaning): Int32Array {
  const classes = classCount(meaning)
  const counts = new Int32Array(classes * classes)
  if (classes === 0) return counts
  for (let row = 0; row < rows.count; row++) {
    const chosen = chosenClass(outputs, row, meaning)
    const at = trueClass(rows.targets, row, meaning) * classes + chosen
    if (chosen >= 0) counts[at] = (counts[at] ?? 0) + 1
  }
  return counts
}
