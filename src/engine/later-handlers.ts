// What the worker answers about networks and strategies, loaded when it is first asked: the first race needs neither.
import type { DeviceReport } from '../protocol/messages.ts'
import type { NetworkMessages } from '../protocol/network-messages.ts'
import type { Handlers } from '../protocol/port.ts'
import type { StrategyMessages } from '../protocol/strategy-messages.ts'

export function laterHandlers(devices: () => Promise<readonly DeviceReport[]>): Pick<Handlers, keyof NetworkMessages | keyof StrategyMessages> {
  const networks = once(async () => (await import('./network/handlers.ts')).createNetworkHandlers(devices))
  const strategies = once(async () => (await import('./strategies/handlers.ts')).createStrategyHandlers())
  return {
    data: async (request, context) => (await networks()).data(request, context),
    csv: async (request, context) => (await networks()).csv(request, context),
    rows: async (request, context) => (await networks()).rows(request, context),
    train: async (request, context) => (await networks()).train(request, context),
    steer: async (request, context) => (await networks()).steer(request, context),
    close: async (request, context) => (await networks()).close(request, context),
    decision: async (request, context) => (await networks()).decision(request, context),
    confusion: async (request, context) => (await networks()).confusion(request, context),
    samples: async (request, context) => (await networks()).samples(request, context),
    histograms: async (request, context) => (await networks()).histograms(request, context),
    weights: async (request, context) => (await networks()).weights(request, context),
    backprop: async (request, context) => (await networks()).backprop(request, context),
    paths: async (request, context) => (await networks()).paths(request, context),
    planeSurface: async (request, context) => (await networks()).planeSurface(request, context),
    strategy: async (request, context) => (await strategies()).strategy(request, context),
  }
}

/** One load for all who ask; after a failed one the next who asks tries again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null
  return () =>
    (loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    }))
}
