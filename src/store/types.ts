// What the page reads. The trace lives outside React: typed arrays that are replaced or appended to, and a version that
// counts up; components subscribe to the version, never to the arrays.
import type { LandscapeScenario, PlotView, Problem } from '../scenario/types.ts'
import type { DeviceReport, RolloutAnswer } from '../protocol/messages.ts'
import type { SweepActions, Tuning } from './sweep-types.ts'

/** One run's columns, each [steps + 1]; entry 0 is the start. NaN after a run has diverged and where nothing has arrived yet. */
export interface RunTrace {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly loss: Float64Array
  readonly gradNorm: Float64Array
  readonly lr: Float64Array
  readonly slots: Readonly<Record<string, Float64Array>>
  /** Last valid entry: `steps` or the entry before it diverged. */
  readonly last: number
  readonly status: 'finished' | 'running' | 'diverged' | 'refused'
  readonly stoppedAt: number
  readonly why?: string
}

export interface Trace {
  /** The scenario these numbers belong to (not necessarily the one being edited). */
  readonly scenario: LandscapeScenario
  readonly steps: number
  /** Entries that have arrived, steps + 1 when complete. */
  readonly arrived: number
  readonly runs: readonly RunTrace[]
  readonly answer: RolloutAnswer | null
}

export interface AppState {
  /** The valid scenario that runs. */
  readonly scenario: LandscapeScenario
  /** What is wrong with the last edit, by field path; the scenario above stays the last valid one. */
  readonly problems: readonly Problem[]
  /** Counts up when `trace()` has new content. */
  readonly traceVersion: number
  readonly devices: readonly DeviceReport[]
  /** An engine error in one sentence, or null. */
  readonly engineError: string | null
  readonly busy: boolean
  readonly cursor: number
  readonly playing: boolean
  /** Steps per second. */
  readonly speed: number
  /** Counts up when `board()` or `bands()` has new content. */
  readonly sweepVersion: number
  /** A search for rates that is under way. */
  readonly tuning: Tuning | null
  readonly selectedRun: number
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/** All writes go through these. `edit` validates; an invalid edit changes nothing but `problems`. */
export interface Actions extends SweepActions {
  /** Quick edits of the same place are one undo entry; `tag` names the place where an edit touches several fields. */
  edit(change: (scenario: LandscapeScenario) => unknown, tag?: string): void
  open(scenario: unknown): readonly Problem[]
  undo(): void
  redo(): void
  setCursor(cursor: number): void
  play(): void
  pause(): void
  step(by: number): void
  setSpeed(stepsPerSecond: number): void
  /** Where to look is no edit: it is not undone, but it travels in the link. */
  setView(view: PlotView): void
  selectRun(index: number): void
  /** Advances the cursor while playing; called once per animation frame with the seconds since the last. */
  tick(seconds: number): void
  /** Problems that come from elsewhere than an edit, such as an unreadable link. */
  report(problems: readonly Problem[]): void
}
