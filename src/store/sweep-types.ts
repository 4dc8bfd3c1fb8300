// What the page reads of sweeps, basin maps, bands and tuning. Like the trace it lives outside React; `sweepVersion` counts up.
import type { BandAnswer, SummaryAnswer } from '../protocol/messages.ts'
import type { LandscapeScenario } from '../scenario/types.ts'

/** One run's grid. */
export interface Panel {
  /** Index in the scenario. */
  readonly run: number
  readonly state: 'waiting' | 'running' | 'done' | 'lacks' | 'failed'
  /** For `lacks`: the parameters that the rule does not have. */
  readonly lacks: readonly string[]
  /** For `failed`: one sentence. */
  readonly why: string | null
  /** 0 … 1 */
  readonly progress: number
  /** Per cell, x fastest; only ever of exactly this question. */
  readonly answer: SummaryAnswer | null
  readonly xs: Float64Array
  readonly ys: Float64Array
}

export interface Board {
  readonly kind: 'sweep' | 'basins'
  /** The scenario that the panels answer for. */
  readonly scenario: LandscapeScenario
  /** Cells per side. */
  readonly size: number
  readonly panels: readonly Panel[]
  readonly progress: number
  readonly busy: boolean
  readonly cancelled: boolean
}

export interface Band {
  readonly run: number
  readonly state: Exclude<Panel['state'], 'lacks'>
  readonly why: string | null
  readonly answer: BandAnswer | null
}

export interface Tuning {
  readonly done: number
  readonly of: number
  readonly progress: number
}

export interface Sweeps {
  /** null while no grid is in view. */
  readonly board: () => Board | null
  /** One per visible run of a noisy race with seeds; empty otherwise. */
  readonly bands: () => readonly Band[]
}

export interface SweepActions {
  /** Stops the grids under way; what is finished stays. */
  cancelSweep(): void
  /** Goes on after a cancel. */
  resumeSweep(): void
  /** Searches a good rate for these runs, all under one budget; with `second`, its memory as well. */
  tune(runs: readonly number[], second: boolean): Promise<void>
  cancelTune(): void
}
