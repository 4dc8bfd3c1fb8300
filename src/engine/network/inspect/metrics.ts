// How good outputs are, in two numbers: the loss, and accuracy or R squared.
import type { Rows } from '../contract.ts'
import { lossOf } from '../loss.ts'
import type { LossProgram } from '../loss.ts'
import { chosenClass, trueClass } from './meaning.ts'
import type { Meaning } from './meaning.ts'

export interface Evaluation {
  /** Mean over the rows, without penalties. */
  readonly loss: number
  readonly metric: number
}

/** Of raw outputs, [rows, outputs]; NaN where there are no rows. */
export function evaluate(loss: LossProgram, outputs: Float64Array, rows: Rows, meaning: Meaning): Evaluation {
  if (rows.count === 0) return { loss: Number.NaN, metric: Number.NaN }
  return { loss: lossOf(loss, outputs, rows.targets, rows.count, meaning.outputs), metric: metricOf(outputs, rows, meaning) }
}

/** Accuracy, where outputs that are no numbers count as wrong; or R squared. NaN where it has no meaning. */
export function metricOf(outputs: Float64Array, rows: Rows, meaning: Meaning): number {
  if (rows.count === 0) return Number.NaN
  return meaning.task === 'classes' ? accuracy(outputs, rows, meaning) : rSquared(outputs, rows, meaning.outputs)
}

function accuracy(outputs: Float64Array, { count, targets }: Rows, meaning: Meaning): number {
  let right = 0
  for (let row = 0; row < count; row++) right += Number(chosenClass(outputs, row, meaning) === trueClass(targets, row, meaning))
  return right / count
}

/** Squared errors of all targets together against their spread about each target's mean; without a spread there is no scale. */
function rSquared(outputs: Float64Array, { count, targets }: Rows, k: number): number {
  let [errors, spread] = [0, 0]
  for (let j = 0; j < k; j++) {
    let mean = 0
    for (let i = j; i < count * k; i += k) mean += (targets[i] as number) / count
    for (let i = j; i < count * k; i += k) {
      errors += ((outputs[i] as number) - (targets[i] as number)) ** 2
      spread += ((targets[i] as number) - mean) ** 2
    }
  }
  return spread > 0 ? 1 - errors / spread : Number.NaN
}
