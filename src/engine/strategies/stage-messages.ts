// What crosses between a pipeline and its stages, and between neighbouring stages: name -> [argument, answer].
import type { Network } from '../../catalog/network-types.ts'
import type { LossText } from '../../scenario/network/plan-types.ts'
import type { RunSpec } from '../../scenario/types.ts'

export interface StageMessages {
  build: [StageTask, null]
  /** Answered when the stage has made its update. */
  step: [StageStep, StageReport]
  params: [null, Float64Array]
}

/** On a channel of each direction: outputs go to the next stage, slopes back to the one before. */
export interface NeighbourMessages {
  pass: [Pass, null]
}

export interface StageTask {
  /** Its own layers. */
  readonly network: Network
  readonly run: RunSpec
  /** [params] of its own layers. */
  readonly initial: Float64Array
  readonly horizon: number
  /** For the last stage alone. */
  readonly loss: Pick<LossText, 'kind' | 'formula' | 'params'> | null
  /** null at the ends of the pipeline. */
  readonly next: Neighbour | null
  readonly previous: Neighbour | null
}

/** Ports that lead to a neighbour: one to ask it, one to be asked. */
export interface Neighbour {
  readonly ask: MessagePort
  readonly answer: MessagePort
}

export interface StageStep {
  readonly step: number
  /** Rows of each piece of the batch, [pieces]. */
  readonly rows: readonly number[]
  /** The batch's, [rows, inputs], for the first stage; and [rows, outputs], for the last. */
  readonly inputs: Float64Array | null
  readonly targets: Float64Array | null
}

export interface Pass {
  readonly step: number
  readonly piece: number
  /** Outputs of the one or slopes by the inputs of the other, [rows, units]. */
  readonly values: Float64Array
}

/** In milliseconds of a clock that all stages share. */
export interface Span {
  readonly tone: 'forward' | 'backward' | 'update' | 'send'
  /** -1 for the update. */
  readonly piece: number
  readonly from: number
  readonly to: number
}

export interface StageReport {
  /** Of the batch, from the last stage; NaN from others. */
  readonly loss: number
  readonly spans: readonly Span[]
}
