import type { Network } from '../../../catalog/network-types.ts'
import type { SamplesAnswer } from '../../../protocol/network-messages.ts'
import type { Rows } from '../contract.ts'
import type { Scaling } from '../prepare.ts'
import { chosenClass, probabilityOf, trueClass } from './meaning.ts'
import type { Meaning } from './meaning.ts'
import { someRows } from './rows.ts'

const most = 500

/** As many validation rows as a scatter can use. */
export const sampleRows = (validation: Rows, network: Pick<Network, 'inputs' | 'outputs'>): Rows => someRows(validation, Math.ceil(most / network.outputs), network)

/**
 * Truth and prediction of those rows: class indices, -1 for a prediction that is no number; or numbers in the target's own
 * unit, where each of several targets is a sample of its own. `scaling` is that of the targets.
 */
export function samplesOf(outputs: Float64Array, rows: Rows, meaning: Meaning, scaling: Scaling): Omit<SamplesAnswer, 'entry'> {
  return meaning.task === 'classes' ? classSamples(outputs, rows, meaning) : numberSamples(outputs, rows, meaning.outputs, scaling)
}

function classSamples(outputs: Float64Array, rows: Rows, meaning: Meaning): Omit<SamplesAnswer, 'entry'> {
  const length = rows.count
  const predicted = Float64Array.from({ length }, (_, row) => chosenClass(outputs, row, meaning))
  return {
    truth: Float64Array.from({ length }, (_, row) => trueClass(rows.targets, row, meaning)),
    predicted,
    probability: predicted.map((chosen, row) => (chosen < 0 ? Number.NaN : probabilityOf(outputs, row, chosen, meaning))),
  }
}

function numberSamples(outputs: Float64Array, rows: Rows, k: number, scaling: Scaling): Omit<SamplesAnswer, 'entry'> {
  const length = rows.count * k
  const shown = (seen: Float64Array): Float64Array => Float64Array.from({ length }, (_, i) => unscaled(seen[i] ?? Number.NaN, i % k, scaling))
  return { truth: shown(rows.targets), predicted: shown(outputs), probability: new Float64Array(length).fill(Number.NaN) }
}

/** What the network was given or gives -> the unit of the data. */
export const unscaled = (seen: number, column: number, scaling: Scaling): number =>
  (scaling.mean[column] ?? Number.NaN) + (scaling.deviation[column] ?? Number.NaN) * seen
