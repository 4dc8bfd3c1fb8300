// A scenario that trains networks: one JSON value, as for landscapes. Types only.
import type { StrategyScenario } from '../strategies/types.ts'
import type { DeviceChoice, LandscapeScenario, RunSpec } from '../types.ts'

/** A person's own rows: numbers, and for classes one name per row in the target column. */
export interface OwnData {
  readonly name: string
  /** Names of the feature columns. */
  readonly columns: readonly string[]
  /** Features of each row, [rows][columns]. */
  readonly rows: readonly (readonly number[])[]
  readonly target: string
  /** One per row: names for classes, numbers for regression. */
  readonly targets: readonly string[] | readonly number[]
}

export interface DatasetChoice {
  /** Exactly one of `id` and `own`. */
  readonly id?: string
  readonly own?: OwnData
  /** Parameters of a generated set (points, noise, …). */
  readonly params?: Readonly<Record<string, number>>
  /** Share of the rows that are trained on. */
  readonly split: number
  /** Each feature to mean 0 and deviation 1 over the training rows; a regression's targets too. */
  readonly standardize: boolean
  /** Noise added to each training feature at each step, in deviations of the feature; and for images a shift of up to so many pixels. */
  readonly jitter?: number
  readonly shift?: number
}

export interface ModelChoice {
  readonly id: string
  readonly hidden: readonly number[]
  /** Id of an activation, or a formula of z. */
  readonly activation: string | { readonly formula: string }
  readonly init: string
  readonly dropout: number
  /** The flat parameters of one run, in the order of the network's tensors; instead of drawn ones. */
  readonly weights?: readonly number[]
}

export interface LossChoice {
  /** Exactly one of `id` and `formula` (of y and p, or of y and z). */
  readonly id?: string
  readonly formula?: string
  readonly params?: Readonly<Record<string, number>>
  /** Penalties on kernels, added to the loss that is trained on: l1·Σ|w| + l2/2·Σw². */
  readonly l1?: number
  readonly l2?: number
}

/** One run of the race: a landscape's run without a place to start, and what it may have of its own. */
export interface NetworkRun extends Omit<RunSpec, 'start'> {
  readonly batch?: number | 'all'
  /** Units of each hidden layer, instead of the model's. */
  readonly widths?: readonly number[]
}

export type NetworkView = 'data' | 'outputs' | 'weights' | 'plane' | 'backprop' | 'sweep'

/** The plane in which the parameters' paths are drawn. */
export type PlaneChoice =
  | { readonly kind: 'weights'; readonly x: number; readonly y: number }
  | { readonly kind: 'pca' }
  | { readonly kind: 'random'; readonly seed: number }

export interface NetworkScenario {
  readonly version: 1
  readonly kind: 'network'
  readonly dataset: DatasetChoice
  readonly model: ModelChoice
  readonly loss: LossChoice
  readonly batch: number | 'all'
  /** The batch is multiplied by `factor` after every `every` epochs. */
  readonly growth?: { readonly factor: number; readonly every: number }
  readonly epochs: number
  /** Ends a run when its validation loss has not become better for so many epochs. */
  readonly patience?: number
  /** Of the data, the initial weights, the order of the batches and dropout. A run's own seed is for its initial weights alone. */
  readonly seed: number
  readonly device: DeviceChoice
  readonly runs: readonly NetworkRun[]
  readonly view: NetworkView
  readonly plane: PlaneChoice
  readonly sweep?: NetworkSweep
}

/** Each side of the grid; every cell is trained with so many seeds, its own and the ones after it (1 where that is not said). */
export interface NetworkSweep {
  readonly x: SweepSide
  readonly y?: SweepSide
  readonly seeds?: number
}

/**
 * What is varied along a side: `batch`, `width` (units of every hidden layer), `seed`, `run` (another run of the race, 1 for the
 * first), or a parameter of the run's rule. Its values one by one, or `count` of them from `min` to `max`, both included.
 */
export type SweepSide = SweepList | SweepRange

export interface SweepList {
  readonly param: string
  readonly values: readonly number[]
}

export interface SweepRange {
  readonly param: string
  readonly min: number
  readonly max: number
  readonly count: number
  readonly scale: 'log' | 'linear'
}

/** What the page can open. */
export type Scenario = LandscapeScenario | NetworkScenario | StrategyScenario
