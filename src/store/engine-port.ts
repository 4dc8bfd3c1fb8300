// What the store and the page ask of the engine. app/ implements it with scenario/plan and engine/client; tests with a fake.
import type {
  BandAnswer, DeviceAnswer, GridRequest, ProbeAnswer, ProbeRequest, Progress, RolloutAnswer, SummaryAnswer, SummaryRequest, SurfaceAnswer, SurfaceRequest, TraceFrame,
} from '../protocol/messages.ts'
import type { LandscapeScenario } from '../scenario/types.ts'

export interface Engine {
  /** Frames come group by group, entries of a group in order; all before the answer. Rejects with AbortError when aborted. */
  rollout(
    scenario: LandscapeScenario,
    options: { readonly signal: AbortSignal; readonly onFrame: (frame: TraceFrame) => void },
  ): Promise<RolloutAnswer>
  devices(): Promise<DeviceAnswer>
  surface(request: SurfaceRequest, options?: { readonly signal?: AbortSignal }): Promise<SurfaceAnswer>
  probe(request: ProbeRequest, options?: { readonly signal?: AbortSignal }): Promise<ProbeAnswer>
  /** Long work: can be stopped, and tells how far it is. Rejects with AbortError when aborted. */
  summary(request: SummaryRequest, options: LongOptions): Promise<SummaryAnswer>
  band(request: GridRequest, options: LongOptions): Promise<BandAnswer>
}

export interface LongOptions {
  readonly signal: AbortSignal
  readonly onFrame: (progress: Progress) => void
}
