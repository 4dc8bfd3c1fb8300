// Every message that crosses between page and worker: name -> [argument, answer], and the frames a request may stream.
import type { DeviceChoice } from '../scenario/types.ts'
import type { LandscapeText, Plan } from '../scenario/plan-types.ts'
import type { NetworkFrames, NetworkMessages } from './network-messages.ts'
import type { StrategyFrames, StrategyMessages } from './strategy-messages.ts'

export type DeviceId = 'webgpu' | 'webgl' | 'cpu'
export type Precision = 'float64' | 'float32'

export interface DeviceReport {
  readonly device: DeviceId
  readonly available: boolean
  /** Name of the adapter or renderer, or why there is none: one plain sentence. */
  readonly detail: string
  /** A software adapter (SwiftShader, llvmpipe), not hardware. */
  readonly software: boolean
  /** What bounds the size of work on it, by its name in the standard. */
  readonly limits?: Readonly<Record<string, number>>
}

export interface DeviceAnswer {
  readonly devices: readonly DeviceReport[]
}

/** A piece of the trace: entries first … first+count-1 of every run of one group. Columns are run-major, [runs, count]. */
export interface TraceFrame {
  /** Index of each run in the scenario. */
  readonly runs: readonly number[]
  readonly first: number
  readonly count: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly loss: Float64Array
  readonly gradNorm: Float64Array
  /** The scheduled rate used by the update that led to the entry; NaN at entry 0. */
  readonly lr: Float64Array
  /** Slots by name; a slot across the pair has two columns, `m.x` and `m.y`. */
  readonly slots: Readonly<Record<string, Float64Array>>
  /** Per run: the entry at which it left the finite numbers, or -1. Final once `first + count` is past the last entry. */
  readonly stoppedAt: Int32Array
}

export interface RunFact {
  readonly status: 'finished' | 'diverged' | 'refused'
  /** Entry at which it diverged, else the last entry. */
  readonly stoppedAt: number
  /** Where it really ran: native rules stay on the reference. */
  readonly device: DeviceId
  /** For `refused`: one plain sentence (a rule that needs matrices, …). */
  readonly why?: string
  readonly gradientEvaluations: number
  /** Computing time: that of its group, shared among the group's runs, the quickest so far; null the first time, while the browser compiles. */
  readonly milliseconds: number | null
}

export interface RolloutAnswer {
  readonly device: DeviceId
  readonly precision: Precision
  readonly adapter: string
  /** Why this device, in one sentence. */
  readonly reason: string
  readonly runs: readonly RunFact[]
  readonly milliseconds: number
  /** How often a device went away meanwhile; the work went on elsewhere. */
  readonly losses?: number
}

export interface RolloutRequest {
  readonly plan: Plan
  readonly device: DeviceChoice
  readonly slots: boolean
}

export interface SurfaceRequest {
  readonly landscape: LandscapeText
  readonly domain: readonly [readonly [number, number], readonly [number, number]]
  /** Points per side. */
  readonly columns: number
  readonly rows: number
}

/** z is row-major [rows, columns], y rising with the row; non-finite values stay as they are. */
export interface SurfaceAnswer {
  readonly z: Float64Array
}

export interface ProbeRequest {
  readonly landscape: LandscapeText
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Value, gradient and Hessian at points, each [points]. */
export interface ProbeAnswer {
  readonly loss: Float64Array
  readonly gx: Float64Array
  readonly gy: Float64Array
  readonly hxx: Float64Array
  readonly hxy: Float64Array
  readonly hyy: Float64Array
}

/** One side of a grid: what is varied, and its values. `column` is a plan's column, or `start.x`, `start.y`, `seed`. */
export interface GridAxis {
  readonly column: string
  readonly values: Float64Array
}

/** The only run of a plan, at every point of a grid; points are numbered with the first axis running fastest. */
export interface GridRequest {
  readonly plan: Plan
  readonly axes: readonly GridAxis[]
  readonly device: DeviceChoice
}

export interface SummaryRequest extends GridRequest {
  /** Loss at or below which a run has arrived; -Infinity for never. */
  readonly target: number
}

/** Run-steps made, of all. */
export interface Progress {
  readonly done: number
  readonly total: number
}

/** Per grid point; x, y and final are NaN for a run that diverged, best for one that never was finite. */
export interface SummaryAnswer {
  readonly device: DeviceId
  readonly precision: Precision
  readonly adapter: string
  readonly reason: string
  readonly milliseconds: number
  /** How often a device went away meanwhile; the work was begun anew. */
  readonly losses?: number
  readonly x: Float32Array
  readonly y: Float32Array
  /** Loss at the last entry. */
  readonly final: Float32Array
  readonly best: Float32Array
  /** First entry with loss <= target, or -1. */
  readonly reached: Int32Array
  /** Entry at which the run left the finite numbers, or -1. */
  readonly stopped: Int32Array
}

/** How the loss of many runs spreads at each entry, [steps + 1]; runs that have diverged count as infinite. */
export interface BandAnswer {
  readonly runs: number
  readonly mean: Float64Array
  readonly low: Float64Array
  readonly median: Float64Array
  readonly high: Float64Array
}

export interface Messages extends NetworkMessages, StrategyMessages {
  devices: [null, DeviceAnswer]
  rollout: [RolloutRequest, RolloutAnswer]
  surface: [SurfaceRequest, SurfaceAnswer]
  probe: [ProbeRequest, ProbeAnswer]
  summary: [SummaryRequest, SummaryAnswer]
  band: [GridRequest, BandAnswer]
}

export interface Frames extends NetworkFrames, StrategyFrames {
  devices: never
  rollout: TraceFrame
  surface: never
  probe: never
  summary: Progress
  band: Progress
}
