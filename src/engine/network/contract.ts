// What every device gives for networks: a group of runs that can be trained, any number of updates at a time, with the same
// numbers however it is cut. Parameters of a run are one flat vector, [runs, params]; see Network for what lies where.
import type { Network } from '../../catalog/network-types.ts'
import type { LossProgram } from './loss.ts'

/** Rows as a model sees them. */
export interface Rows {
  readonly count: number
  /** [count, features], standardized where that was asked for. */
  readonly inputs: Float32Array | Float64Array
  /** [count, outputs]: one-hot, 0 and 1, -1 and 1, or numbers, as the loss wants them. */
  readonly targets: Float64Array
}

/** One batch: the same rows for every run. Dropout masks are [rows, units] factors (0 or 1/(1 - rate)), one per dropout layer. */
export interface Batch extends Rows {
  readonly masks: readonly Float64Array[]
}

/** The task of one group, in numbers alone. */
export interface NetworkProblem {
  readonly network: Network
  readonly loss: LossProgram
  /** Added to the loss, on kernels: l1·Σ|w| + l2/2·Σw². */
  readonly penalty: { readonly l1: number; readonly l2: number }
  /** The batch that update `step` (1 for the first, and one past the last) is made with. Pure: the same for every device and however it is cut. */
  readonly batch: (step: number) => Batch
  /** Updates in all: the horizon T. */
  readonly steps: number
  /** [runs, params] */
  readonly initial: Float64Array
}

/** Entries first … first + count - 1, run-major [runs, count]. See EntriesFrame for what an entry is. */
export interface NetworkEntries {
  readonly loss: Float64Array
  readonly gradNorm: Float64Array
  readonly lr: Float64Array
}

export interface NetworkStepper {
  /** The next `count` entries of the trace; entry 0 is the start. The last entry, `steps`, makes no update. */
  advance(count: number): Promise<NetworkEntries>
  /** The point that is evaluated and drawn after as many updates as there have been entries: [runs, params]. */
  parameters(): Promise<Float64Array>
  /** Norm of the gradient of the last entry in each tensor, [runs, tensors]. */
  tensorNorms(): Promise<Float64Array>
  /** Raw outputs of every run, without dropout: [runs, rows, outputs]. */
  forward(rows: Rows): Promise<Float64Array>
  /** Mean loss, without penalties, of `count` parameter vectors [count, params] over all rows: [count]. */
  lossAt(parameters: Float64Array, count: number, rows: Rows): Promise<Float64Array>
  /** From now on this run stands still; its entries are NaN. */
  freeze(run: number): void
  /** New values for columns of the plan, from the next update on. */
  setColumns(columns: Readonly<Record<string, Float64Array>>): void
  /** Gives back what lies on the device. What still waits for its turn, and what is asked later, rejects with `closedTraining`. */
  dispose(): void
}

export const closedTraining = (): DOMException => new DOMException('This training was closed.', 'AbortError')
