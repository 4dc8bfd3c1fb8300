// The engine as the stores ask for it: scenarios are planned here, plans cross to the worker.
import type { Client } from '../protocol/port.ts'
import { planTraining } from '../scenario/network/plan.ts'
import { planRollout } from '../scenario/plan.ts'
import type { Engine } from '../store/engine-port.ts'
import type { NetworkEngine } from '../store/network-types.ts'
import type { StrategyEngine } from '../store/strategy-types.ts'

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

/** `base` is the address of the page's folder, under which data/ lies. */
export function createNetworkEngine(client: Client, base: string): NetworkEngine {
  return {
    data: (request, options) => client.request('data', { ...request, base }, options),
    train: async (scenario, { session, paused, pace, ...options }) =>
      client.request('train', { session, plan: planTraining(scenario), device: scenario.device, base, paused, pace }, options),
    steer: (session, steering) => client.request('steer', { session, steering }),
    retune: async (session, scenario) =>
      client.request('steer', { session, steering: { kind: 'columns', columns: planTraining(scenario).groups.map((group) => group.columns) } }),
    close: (request) => client.request('close', request),
    decision: (request) => client.request('decision', request),
    confusion: (request) => client.request('confusion', request),
    samples: (request) => client.request('samples', request),
    histograms: (request) => client.request('histograms', request),
    weights: (request) => client.request('weights', request),
    backprop: (request) => client.request('backprop', request),
    paths: (request) => client.request('paths', request),
    planeSurface: (request, options) => client.request('planeSurface', request, options),
  }
}

export function createStrategyEngine(client: Client, base: string): StrategyEngine {
  return { strategy: (scenario, options) => client.request('strategy', { scenario, base }, options) }
}
