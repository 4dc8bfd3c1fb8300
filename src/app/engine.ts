// The engine as the store of races asks for it: scenarios are planned here, plans cross to the worker.
import type { Client } from '../protocol/port.ts'
import { planRollout } from '../scenario/plan.ts'
import type { Engine } from '../store/engine-port.ts'

export function createEngine(client: Client): Engine {
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
