// The page's side of the engine: the one place that starts the worker.
import type { BandAnswer, DeviceAnswer, GridRequest, ProbeAnswer, ProbeRequest, Progress, RolloutAnswer, SummaryAnswer, SummaryRequest, SurfaceAnswer, SurfaceRequest, TraceFrame } from '../protocol/messages.ts'
import { createClient } from '../protocol/port.ts'
import { planRollout } from '../scenario/plan.ts'
import type { LandscapeScenario } from '../scenario/types.ts'

export interface EngineClient {
  rollout(scenario: LandscapeScenario, options: { readonly signal: AbortSignal; readonly onFrame: (frame: TraceFrame) => void }): Promise<RolloutAnswer>
  devices(): Promise<DeviceAnswer>
  surface(request: SurfaceRequest, options?: { readonly signal?: AbortSignal }): Promise<SurfaceAnswer>
  probe(request: ProbeRequest, options?: { readonly signal?: AbortSignal }): Promise<ProbeAnswer>
  summary(request: SummaryRequest, options: LongOptions): Promise<SummaryAnswer>
  band(request: GridRequest, options: LongOptions): Promise<BandAnswer>
}

/** Long work: can be stopped, and tells how far it is. */
export interface LongOptions {
  readonly signal: AbortSignal
  readonly onFrame: (progress: Progress) => void
}

export function createEngine(): EngineClient {
  const client = createClient(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' }))
  return {
    // A scenario that cannot be planned rejects, like everything else that goes wrong on the way.
    rollout: async (scenario, options) => client.request('rollout', { plan: planRollout(scenario), device: scenario.device, slots: true }, options),
    devices: () => client.request('devices', null),
    surface: (request, options) => client.request('surface', request, options),
    probe: (request, options) => client.request('probe', request, options),
    summary: (request, options) => client.request('summary', request, options),
    band: (request, options) => client.request('band', request, options),
  }
}
