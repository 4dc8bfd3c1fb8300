// The engine as the stores of networks and strategies ask for it: trainings are planned here, plans cross to the worker.
import type { Client } from '../protocol/port.ts'
import { planTraining, planTrainingInSlices } from '../scenario/network/plan.ts'
import type { NetworkEngine } from '../store/network-types.ts'
import type { StrategyEngine } from '../store/strategy-types.ts'

/** More runs than this are planned with pauses. */
const atOnce = 64

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** `base` is the address of the page's folder, under which data/ lies. */
export function createNetworkEngine(client: Client, base: string): NetworkEngine {
  return {
    data: (request, options) => client.request('data', { ...request, base }, options),
    csv: (bytes, options) => client.request('csv', { bytes, options }),
    rows: (request) => client.request('rows', { ...request, base }),
    async train(scenario, { session, paused, pace, places, ...options }) {
      const plan = scenario.runs.length > atOnce ? await planTrainingInSlices(scenario, pause) : planTraining(scenario)
      return client.request('train', { session, plan, device: scenario.device, base, paused, pace, ...(places === undefined ? {} : { places }) }, options)
    },
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
