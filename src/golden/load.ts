// The golden rows as typed values, for tests alone; those of the optimizers are in trajectories.ts. Plain JSON imports, so that
// Node and a browser load them alike.
// `conventions` lies beside them as teaching material.
import functions from './functions.json'
import losses from './losses.json'
import networks from './networks.json'
import { trajectories } from './trajectories.ts'
import type { GoldenValue, Trajectory } from './trajectories.ts'

export interface FunctionRow {
  readonly function: string
  readonly domain: readonly (readonly [number, number])[]
  readonly minima: readonly (readonly [number, number])[]
  readonly min_value: number | null
  readonly f32_dev_value: number
  readonly f32_dev_grad: number
  /** `[x, y, f, f_x, f_y, f_xx, f_xy, f_yy]` */
  readonly points: readonly (readonly number[])[]
}

/** [rows][columns] */
export type Matrix = readonly (readonly number[])[]

/** A loss on fixed inputs; `definition` in losses.json says how it is averaged. */
export interface LossRow {
  readonly loss: string
  readonly hyper: Readonly<Record<string, number | null>>
  /** [batch, outputs], as `target` and `grad` */
  readonly prediction: Matrix
  readonly target: Matrix
  readonly value: number
  /** d value / d prediction */
  readonly grad: Matrix
  readonly f32_dev: number
}

/** `W1`, `b1`, … : kernels [fan_in][fan_out], biases [fan_out]. */
export type NetworkParams = Readonly<Record<string, Matrix | readonly number[]>>

export interface GoldenNetwork {
  /** Units of each layer, inputs and outputs included. */
  readonly layers: readonly number[]
  readonly hidden_activation: 'tanh'
  readonly output: 'linear'
  readonly loss: string
  /** [16, inputs] */
  readonly x: Matrix
  /** [16, outputs] */
  readonly y: Matrix
  readonly params: NetworkParams
  readonly loss_at_start: number
  readonly grad_at_start: NetworkParams
}

/** A network trained on its whole batch. */
export interface NetworkRow {
  readonly case: string
  /** An id of `goldenNetworks`. */
  readonly network: string
  readonly optimizer: string
  readonly hyper: Readonly<Record<string, GoldenValue>>
  readonly steps: number
  /** [steps + 1]: before the first update, then after each. */
  readonly losses: readonly number[]
  readonly final: NetworkParams
  readonly f32_comparable: boolean
  readonly tol_f64: number
  readonly tol_f32_loss: number
  readonly tol_f32_weights: number
}

/** A matrix and its image under `steps` Newton-Schulz iterations. */
export interface NewtonSchulzRow {
  readonly input: Matrix
  readonly steps: number
  readonly eps: number
  readonly coefficients: readonly [number, number, number]
  readonly output: Matrix
}

export const functionRows = functions.functions as unknown as readonly FunctionRow[]

export const lossRows = losses.cases as unknown as readonly LossRow[]

export const goldenNetworks: ReadonlyMap<string, GoldenNetwork> = new Map(Object.entries(networks.networks as unknown as Readonly<Record<string, GoldenNetwork>>))

export const networkRuns = networks.runs as unknown as readonly NetworkRow[]

export const newtonSchulz = networks.newton_schulz as unknown as readonly NewtonSchulzRow[]

/** The runs of each optimizer. */
export const trajectoriesOf: ReadonlyMap<string, readonly Trajectory[]> = new Map(
  [...new Set(trajectories.map((row) => row.optimizer))].map((id) => [id, trajectories.filter((row) => row.optimizer === id)]),
)
