// What the page reads of a training. As for landscapes, numbers live outside React in typed arrays that grow, and versions
// count up; components subscribe to versions.
import type {
  BackpropAnswer, BackpropRequest, BuiltFrame, ConfusionAnswer, CsvAnswer, CsvRequest, DataAnswer, DataRequest, DecisionAnswer, DecisionRequest, HistogramsAnswer, LoadFrame, OfRun, OfSession, PathsAnswer,
  PathsRequest, PlaneSurfaceAnswer, PlaneSurfaceRequest, RowsAnswer, RowsRequest, SamplesAnswer, Steering, TrainAnswer, TrainFrame, TrainRequest, WeightsAnswer,
} from '../protocol/network-messages.ts'
import type { NetworkScenario, NetworkView } from '../scenario/network/types.ts'
import type { Problem } from '../scenario/types.ts'
import type { NetworkSweeping } from './network-sweep.ts'
import type { Tuning } from './sweep-types.ts'

/** One run's numbers. Step columns are [arrived], entry 0 the start; they end before the entry at which a run diverged or was stopped. Views over growing buffers: read, never keep. */
export interface TrainRun {
  readonly loss: Float64Array
  readonly gradNorm: Float64Array
  readonly lr: Float64Array
  /** Evaluations, [evaluations]: at which step and epoch, and what was found. */
  readonly steps: Int32Array
  readonly epochs: Float64Array
  readonly trainLoss: Float64Array
  readonly validationLoss: Float64Array
  readonly trainMetric: Float64Array
  readonly validationMetric: Float64Array
  /** Gradient norm of each tensor at each evaluation, [tensors][evaluations]. */
  readonly tensorNorms: readonly Float64Array[]
  readonly tensorNames: readonly string[]
  readonly params: number
  /** Updates in all. */
  readonly total: number
  readonly status: 'waiting' | 'running' | 'finished' | 'diverged' | 'stopped-early' | 'refused'
  readonly stoppedAt: number
  readonly why?: string
}

export interface TrainTrace {
  /** What these numbers belong to; rates may have been changed on the way, see `changes`. */
  readonly scenario: NetworkScenario
  readonly runs: readonly TrainRun[]
  readonly built: BuiltFrame | null
  /** Epoch that the slowest run has reached. */
  readonly epoch: number
  readonly seconds: number
  /** Samples and updates seen by one run. */
  readonly samples: number
  readonly answer: TrainAnswer | null
  /** Steps of the first run at which hyper-parameters were changed without a reset. */
  readonly changes: readonly number[]
  /** How often the device went away meanwhile; the training went on elsewhere. */
  readonly losses: number
}

export type TrainStatus = 'idle' | 'loading' | 'playing' | 'paused' | 'finished' | 'failed'

export interface NetworkState {
  readonly scenario: NetworkScenario
  readonly problems: readonly Problem[]
  readonly data: DataAnswer | null
  /** A download under way, 0 to 1; null when none is. */
  readonly loading: number | null
  readonly status: TrainStatus
  /** Data that could not be had, a worker that failed: one sentence, or null. The earlier data stay. */
  readonly engineError: string | null
  /** Counts up when `trace()` has new content. */
  readonly traceVersion: number
  /** Counts up at most some times a second, when views that ask the engine should ask again. */
  readonly lookVersion: number
  /** Epochs a second, or null for as fast as it goes. */
  readonly pace: number | null
  readonly selectedRun: number
  /** A search for rates under way. */
  readonly tuning: Tuning | null
  readonly canUndo: boolean
  readonly canRedo: boolean
}

export interface NetworkActions {
  /** Valid edits of rates and other numbers of the rules take effect without a reset; all others begin again. */
  edit(change: (scenario: NetworkScenario) => unknown, tag?: string): void
  open(scenario: unknown): readonly Problem[]
  undo(): void
  redo(): void
  play(): void
  pause(): void
  stepBatch(): void
  stepEpoch(): void
  /** Back to entry 0 with the same weights. */
  reset(): void
  setPace(pace: number | null): void
  setView(view: NetworkView): void
  selectRun(index: number): void
  report(problems: readonly Problem[]): void
  /** Searches a good rate for these runs, all under one budget; with `second`, its memory as well. The race then begins again. */
  tune(runs: readonly number[], second: boolean): Promise<void>
  cancelTune(): void
}

/** What the engine is asked, by app/ over the port. */
export interface NetworkEngine {
  data(request: Omit<DataRequest, 'base'>, options: { readonly signal: AbortSignal; readonly onFrame: (frame: LoadFrame) => void }): Promise<DataAnswer>
  /** Reads a person's own file, or says in one sentence why it cannot be used. */
  csv(bytes: CsvRequest['bytes'], options: CsvRequest['options']): Promise<CsvAnswer>
  /** For files to take away: beside any training. */
  rows(request: Omit<RowsRequest, 'base'>): Promise<RowsAnswer>
  /** Plans the scenario. Frames in order; rejects with AbortError when aborted. The session stays open for looks until `close` or the next train of that number. */
  train(scenario: NetworkScenario, options: TrainOptions): Promise<TrainAnswer>
  steer(session: number, steering: Steering): Promise<null>
  /** New columns of the planned scenario, for a session that runs the same texts. */
  retune(session: number, scenario: NetworkScenario): Promise<null>
  close(request: OfSession): Promise<null>
  decision(request: DecisionRequest): Promise<DecisionAnswer>
  confusion(request: OfRun): Promise<ConfusionAnswer>
  samples(request: OfRun): Promise<SamplesAnswer>
  histograms(request: OfRun): Promise<HistogramsAnswer>
  weights(request: OfRun): Promise<WeightsAnswer>
  backprop(request: BackpropRequest): Promise<BackpropAnswer>
  paths(request: PathsRequest): Promise<PathsAnswer>
  planeSurface(request: PlaneSurfaceRequest, options: { readonly signal: AbortSignal; readonly onFrame: (surface: PlaneSurfaceAnswer) => void }): Promise<PlaneSurfaceAnswer>
}

export interface TrainOptions extends Pick<TrainRequest, 'session' | 'paused' | 'pace' | 'places'> {
  readonly signal: AbortSignal
  readonly onFrame: (frame: TrainFrame) => void
}

export interface NetworkStore {
  readonly getState: () => NetworkState
  readonly subscribe: (listener: (state: NetworkState, previous: NetworkState) => void) => () => void
  readonly actions: NetworkActions
  readonly trace: () => TrainTrace | null
  /** The sweep beside the training on screen. */
  readonly sweeping: NetworkSweeping
  readonly engine: NetworkEngine
}

