// The sweep of the Network tab: pieces of its state as a hook, and the ways to begin and end it.
import { useSyncExternalStore } from 'react'
import type { SweepingState } from '../../../store/network-sweep.ts'
import { useNetworkSweeping } from '../network-context.tsx'

export type { SweepBoard } from '../../../store/network-sweep.ts'

/** The selector must return the same value for the same state: what draws seldom should not hear of every number. */
export function useSweep<T>(selector: (state: SweepingState) => T): T {
  const { getState, subscribe } = useNetworkSweeping()
  const read = (): T => selector(getState())
  return useSyncExternalStore(subscribe, read, read)
}
