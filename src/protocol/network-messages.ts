// What page and worker say to each other about networks. A training is a session in the worker: `train` opens it and streams
// its frames; `steer` plays, pauses and changes it; everything else looks into it while it runs and after it has ended, until
// the next `train` with the same session number, or `close`.
import type { CsvData, CsvOptions } from '../scenario/network/csv.ts'
import type { Refusal } from '../scenario/network/csv-text.ts'
import type { LossText, TrainPlan } from '../scenario/network/plan-types.ts'
import type { DatasetChoice, PlaneChoice } from '../scenario/network/types.ts'
import type { DeviceChoice } from '../scenario/types.ts'
import type { DeviceId, Precision } from './messages.ts'

export interface DataRequest {
  readonly dataset: DatasetChoice
  readonly seed: number
  /** The address of the page's folder, under which data/ lies. */
  readonly base: string
}

/** A person's own file, which is read beside the page: some take most of a second. */
export interface CsvRequest {
  readonly bytes: Uint8Array
  readonly options: CsvOptions
}

/** Or one sentence that says why it cannot be used. */
export type CsvAnswer = CsvData | Refusal

/** Loading: bytes so far, and of how many. */
export interface LoadFrame {
  readonly kind: 'load'
  readonly done: number
  readonly total: number
}

/** One of each per column. */
export interface ColumnScaling {
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
}

/** What the model will see. */
export interface DataAnswer {
  readonly columns: readonly string[]
  readonly classes: readonly string[] | null
  readonly targetNames: readonly string[]
  readonly train: number
  readonly validation: number
  /** The set came divided: the share that was asked for has no effect. */
  readonly divided?: true
  /** Rows of each class, [classes]: in the training part, in the validation part. */
  readonly counts: readonly (readonly [number, number])[]
  /** Per feature, of the training rows before standardizing. */
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
  readonly low: readonly number[]
  readonly high: readonly number[]
  /** The model is given, and made to predict, (value - mean)/deviation; 0 and 1 where nothing was changed. */
  readonly scaling: { readonly inputs: ColumnScaling; readonly targets: ColumnScaling }
  /** Largest by smallest eigenvalue of the covariance of what the model is given; null where there are too many features. */
  readonly condition: number | null
  /** Some rows as they are before standardizing, at most 500: all features up to 8, [points][features]. */
  readonly points: Float32Array
  readonly pointWidth: number
  /** Class index or number of each point, and whether it is for validation. */
  readonly pointTargets: Float32Array
  readonly pointHeldOut: Uint8Array
  readonly image: { readonly width: number; readonly height: number } | null
  /** Up to 24 pictures of the validation rows, values 0 to 1, [samples, height, width]; and their classes. */
  readonly pictures: Float32Array
  readonly pictureTargets: Float32Array
}

/** The rows themselves, for files to take away. */
export interface RowsRequest extends DataRequest {
  readonly loss: LossText
}

export interface RowsAnswer {
  readonly task: 'classes' | 'numbers'
  readonly features: number
  /** Raw outputs of the network that fits the data and the loss. */
  readonly outputs: number
  readonly image: { readonly width: number; readonly height: number } | null
  /** All training rows, and the validation rows by which runs are judged. */
  readonly train: RowsPart
  readonly validation: RowsPart
  /** Per feature: what the model is given is (value - mean)/deviation as float32; 0 and 1 where nothing was changed. */
  readonly mean: Float64Array
  readonly deviation: Float64Array
  /** Deviation of each feature over the training rows before standardizing. */
  readonly spread: Float64Array
}

export interface RowsPart {
  readonly count: number
  /** [count, features], before standardizing. */
  readonly inputs: Float32Array
  /** [count, outputs], as the loss wants them. */
  readonly targets: Float64Array
}

export interface TrainRequest {
  /** 0 is the page's own; others are for scripts and tests. */
  readonly session: number
  readonly plan: TrainPlan
  readonly device: DeviceChoice
  readonly base: string
  /** Begins paused at entry 0. */
  readonly paused: boolean
  /** Epochs a second, or as fast as it goes. */
  readonly pace: number | null
  /**
   * For very many runs: nothing is told of single updates, and all runs are judged, on the validation rows alone, at so many
   * places evenly over the epochs, the start and the end included.
   */
  readonly places?: number
}

/** Sent once, before the first entries: what the data turned out to be and what was built. */
export interface BuiltFrame {
  readonly kind: 'built'
  readonly device: DeviceId
  readonly precision: Precision
  readonly adapter: string
  readonly reason: string
  readonly groups: readonly BuiltGroup[]
  /** Rows trained on, and for validation. */
  readonly train: number
  readonly validation: number
  readonly metric: 'accuracy' | 'r2'
}

/** The device went away, and the training goes on elsewhere from where it stood. */
export interface MovedFrame extends Pick<BuiltFrame, 'device' | 'precision' | 'adapter' | 'reason'> {
  readonly kind: 'moved'
  /** How often this has happened to this training. */
  readonly losses: number
}

export interface BuiltGroup {
  readonly runs: readonly number[]
  /** One plain sentence: why these runs cannot be trained (a rule that needs a Hessian, data that do not fit a model). */
  readonly refused: string | null
  readonly params: number
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[]; readonly offset: number; readonly size: number; readonly matrix: boolean }[]
  /** Updates in all, and of each epoch (the batch may grow). */
  readonly steps: number
  readonly epochSteps: readonly number[]
}

/** A piece of one group's trace. Entry k is the state after k updates: its loss on the batch that update k + 1 uses. */
export interface EntriesFrame {
  readonly kind: 'entries'
  readonly runs: readonly number[]
  readonly first: number
  readonly count: number
  /** Run-major, [runs, count]. */
  readonly loss: Float64Array
  readonly gradNorm: Float64Array
  /** The rate of the update that led to the entry; NaN at entry 0. */
  readonly lr: Float64Array
  /** Per run: the entry at which it left the finite numbers, or -1. */
  readonly stoppedAt: Int32Array
  /** Per run: the entry at which early stopping ended it, or -1. */
  readonly earlyAt: Int32Array
}

/** The state of one group at one entry. */
export interface EvaluationFrame {
  readonly kind: 'evaluation'
  readonly runs: readonly number[]
  readonly step: number
  readonly epoch: number
  /** [runs]. Loss without penalties; the metric is accuracy (0 to 1) or R squared. */
  readonly trainLoss: Float64Array
  readonly validationLoss: Float64Array
  readonly trainMetric: Float64Array
  readonly validationMetric: Float64Array
  /** Norm of the last gradient in each parameter tensor, [runs, tensors]. */
  readonly tensorNorms: Float64Array
  readonly done: boolean
  /** Seconds spent training so far, pauses left out; and samples seen by each run. */
  readonly seconds: number
  readonly samples: number
}

/** The state of one group at one of the `places` that were asked for; or at several, where no update lies between them. */
export interface RaceFrame {
  readonly kind: 'race'
  readonly runs: readonly number[]
  /** First and last of these places. */
  readonly places: readonly [number, number]
  /** Updates of each run so far, and the epoch that they make. */
  readonly step: number
  readonly epoch: number
  /** [runs]; NaN for a run that has diverged. The metric is accuracy (0 to 1) or R squared. */
  readonly validationLoss: Float64Array
  readonly validationMetric: Float64Array
  readonly seconds: number
}

export type TrainFrame = LoadFrame | BuiltFrame | EntriesFrame | EvaluationFrame | RaceFrame | MovedFrame

export interface TrainAnswer {
  readonly runs: readonly TrainFact[]
  readonly seconds: number
}

export interface TrainFact {
  readonly status: 'finished' | 'diverged' | 'stopped-early' | 'refused'
  readonly stoppedAt: number
  readonly why?: string
}

export type Steering =
  | { readonly kind: 'play' | 'pause' | 'batch' | 'epoch' }
  | { readonly kind: 'pace'; readonly pace: number | null }
  /** New values for hyper-parameters, without reset: per group as in the plan, same keys, same runs. */
  | { readonly kind: 'columns'; readonly columns: readonly Readonly<Record<string, Float64Array>>[] }

export interface OfSession {
  readonly session: number
}

export interface OfRun extends OfSession {
  readonly run: number
}

export interface DecisionRequest extends OfSession {
  readonly runs: readonly number[]
  /** The two features across the picture; the others stand at their means. Ranges before standardizing. */
  readonly features: readonly [number, number]
  readonly box: readonly [readonly [number, number], readonly [number, number]]
  readonly size: number
  /** As the networks were after so many updates, or at the last place before that of which their parameters are kept; absent: now. */
  readonly entry?: number
}

/** Row-major [size, size] per run, y rising with the row. */
export interface DecisionAnswer {
  readonly entry: number
  /** Probability of class 1 (two classes), or of the likeliest class (more), or the predicted number. */
  readonly value: readonly Float32Array[]
  /** The likeliest class; for numbers all 0. */
  readonly chosen: readonly Uint8Array[]
}

/** Counts on the validation rows, [true, predicted] row-major, [classes, classes]; empty for numbers. */
export interface ConfusionAnswer {
  readonly entry: number
  readonly counts: Int32Array
}

/** For numbers: prediction against truth on validation rows (at most 500), in the target's own unit. */
export interface SamplesAnswer {
  readonly entry: number
  readonly truth: Float64Array
  readonly predicted: Float64Array
  /** Probability of the predicted class; for numbers NaN. Indices are those of `DataAnswer.pictures` for images. */
  readonly probability: Float64Array
}

export interface Histogram {
  readonly name: string
  readonly low: number
  readonly high: number
  readonly counts: Int32Array
}

export interface HistogramsAnswer {
  readonly entry: number
  readonly weights: readonly Histogram[]
  /** Outputs of each hidden activation on some validation rows. */
  readonly activations: readonly Histogram[]
}

export interface WeightsAnswer {
  readonly entry: number
  readonly values: Float64Array
}

/** The graph of a small network at one training row, or at the mean over the next batch (`row` -1). */
export interface BackpropRequest extends OfRun {
  readonly row: number
}

export interface BackpropAnswer {
  readonly entry: number
  /** From input to loss. `value`: the forward values, `gradient`: the derivative of the loss by each of them. */
  readonly nodes: readonly { readonly name: string; readonly formula: string; readonly value: Float64Array; readonly gradient: Float64Array }[]
  /** Each parameter tensor with its values and gradients. */
  readonly tensors: readonly { readonly name: string; readonly shape: readonly number[]; readonly value: Float64Array; readonly gradient: Float64Array }[]
  readonly input: Float64Array
  readonly target: Float64Array
  readonly loss: number
}

export interface PathsRequest extends OfSession {
  readonly plane: PlaneChoice
}

/** Every run's path in one plane. Only runs that share a network can share a plane; the others are left out. */
export interface PathsAnswer {
  readonly names: readonly [string, string]
  readonly runs: readonly number[]
  /** Per run: entries, coordinates, and the distance of the parameters from the plane. */
  readonly paths: readonly { readonly entries: Int32Array; readonly x: Float64Array; readonly y: Float64Array; readonly distance: Float64Array }[]
  /** Share of the paths' variance along each axis; null where that has no meaning. */
  readonly variance: readonly [number, number] | null
  /** A box that holds the paths, with room around. */
  readonly box: readonly [readonly [number, number], readonly [number, number]]
  /** Where the plane lies in parameter space, for `planeSurface`: centre and the two axes, each [params]. */
  readonly centre: Float64Array
  readonly axes: readonly [Float64Array, Float64Array]
}

export interface PlaneSurfaceRequest extends OfSession {
  readonly run: number
  readonly centre: Float64Array
  readonly axes: readonly [Float64Array, Float64Array]
  readonly box: readonly [readonly [number, number], readonly [number, number]]
  /** Points per side of the finest surface; coarser ones come first, as frames. */
  readonly size: number
}

/** The training loss on a grid of the plane, row-major [size, size], y rising with the row. */
export interface PlaneSurfaceAnswer {
  readonly size: number
  readonly z: Float64Array
  /** How many training rows the loss was taken over. */
  readonly rows: number
}

export interface NetworkMessages {
  data: [DataRequest, DataAnswer]
  csv: [CsvRequest, CsvAnswer]
  rows: [RowsRequest, RowsAnswer]
  train: [TrainRequest, TrainAnswer]
  steer: [OfSession & { readonly steering: Steering }, null]
  close: [OfSession, null]
  decision: [DecisionRequest, DecisionAnswer]
  confusion: [OfRun, ConfusionAnswer]
  samples: [OfRun, SamplesAnswer]
  histograms: [OfRun, HistogramsAnswer]
  weights: [OfRun, WeightsAnswer]
  backprop: [BackpropRequest, BackpropAnswer]
  paths: [PathsRequest, PathsAnswer]
  planeSurface: [PlaneSurfaceRequest, PlaneSurfaceAnswer]
}

export interface NetworkFrames {
  data: LoadFrame
  csv: never
  rows: LoadFrame
  train: TrainFrame
  steer: never
  close: never
  decision: never
  confusion: never
  samples: never
  histograms: never
  weights: never
  backprop: never
  paths: never
  planeSurface: PlaneSurfaceAnswer
}
