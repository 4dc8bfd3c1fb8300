// All numbers of what is on the screen as one JSON file, with the scenario that they belong to: other programs read the numbers,
// and Descent opens the scenario again (scenario-file.ts). A number that is not finite is null, as JSON has it.
import type { Scenario } from '../scenario/network/types.ts'
import type { RaceRun, TrainingRun } from './csv.ts'
import { runsFormat, runsFormatVersion } from './scenario-file.ts'

interface Ended {
  readonly status: string
  readonly stoppedAt: number
  readonly why?: string
}

/** Columns by step, entry 0 being the start; they end with the run. */
export interface RaceNumbers extends RaceRun, Ended {
  readonly slots: Readonly<Record<string, Float64Array>>
}

export interface TrainingNumbers extends TrainingRun, Ended {
  /** The parameters now, in the order of the tensors; empty for a run that could not be trained. */
  readonly weights: Float64Array
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[] }[]
}

export function raceNumbers({ name, last, status, stoppedAt, why, x, y, loss, gradNorm, lr, slots }: RaceNumbers): object {
  const cut = (column: Float64Array): Float64Array => column.subarray(0, last + 1)
  const kept = Object.fromEntries(Object.entries(slots).map(([slot, column]) => [slot, cut(column)]))
  return { name, ...ended({ status, stoppedAt, ...(why === undefined ? {} : { why }) }), x: cut(x), y: cut(y), loss: cut(loss), gradNorm: cut(gradNorm), lr: cut(lr), slots: kept }
}

/** The names are those of `window.playground.train`. */
export function trainingNumbers(run: TrainingNumbers): object {
  const { name, loss, gradNorm, lr, steps, epochs, trainLoss, validationLoss, trainMetric, validationMetric, tensors, weights } = run
  return {
    name,
    ...ended(run),
    loss,
    gradNorm,
    lr,
    steps,
    epochs,
    trainLoss,
    testLoss: validationLoss,
    trainMetric,
    metric: validationMetric,
    tensors: tensors.map((tensor) => ({ name: tensor.name, shape: tensor.shape })),
    weights,
  }
}

const ended = ({ status, stoppedAt, why }: Ended): Ended => ({ status, stoppedAt, ...(why === undefined ? {} : { why }) })

/**
 * The file in pieces, a run or a block each, so that no single text has to hold it.
 * @param facts what is true of all runs, such as the device.
 * @param items under `name` ("runs" or "blocks"); typed arrays within become lists.
 */
export function* runsFile(scenario: Scenario, facts: Readonly<Record<string, unknown>>, name: 'runs' | 'blocks', items: Iterable<object>): Generator<string> {
  const head = JSON.stringify({ format: runsFormat, formatVersion: runsFormatVersion, scenario, ...facts })
  yield `${head.slice(0, -1)},\n"${name}":[`
  let first = true
  for (const item of items) {
    yield `${first ? '\n' : ',\n'}${JSON.stringify(item, listed)}`
    first = false
  }
  yield '\n]}\n'
}

function listed(_: string, value: unknown): unknown {
  const typed = value instanceof Float64Array || value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint16Array || value instanceof Uint8Array
  return typed ? Array.from(value) : value
}
