// The sweep of the Network tab: its state as a hook, and the ways to begin and end it.
import { useSyncExternalStore } from 'react'
import type { NetworkSweeping, SweepingState } from '../../../store/network-sweep.ts'
import { useNetworkSweeping } from '../network-context.tsx'

export type { SweepBoard } from '../../../store/network-sweep.ts'

export function useSweep(): SweepingState & Pick<NetworkSweeping, 'start' | 'cancel'> {
  const { getState, subscribe, start, cancel } = useNetworkSweeping()
  return { ...useSyncExternalStore(subscribe, getState, getState), start, cancel }
}
