// How components reach the history. It is loaded late: until then there is only the way to it.
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { Scenario } from '../../scenario/network/types.ts'
import type { Problem } from '../../scenario/types.ts'
import type { HistoryState, HistoryStore } from '../../store/history-store.ts'
import type { Mode } from '../../store/mode.ts'

export interface History {
  readonly store: HistoryStore
  /** Puts a scenario on its tab and the tab on the screen; the problems where it cannot be opened. */
  readonly open: (scenario: Scenario) => readonly Problem[]
  /** Takes the last opening back: what was on that tab, and the tab that was on the screen. */
  readonly undo: (kind: Mode) => void
}

export interface HistoryGate {
  /** Rejects where it could not be loaded; the next call tries again. */
  readonly load: () => Promise<History>
  /** When anybody has loaded it. */
  readonly loaded: Promise<History>
}

const GateContext = createContext<HistoryGate | null>(null)

export function HistoryGateProvider({ gate, children }: { readonly gate: HistoryGate; readonly children: ReactNode }): ReactNode {
  return <GateContext value={gate}>{children}</GateContext>
}

function useGate(): HistoryGate {
  const gate = useContext(GateContext)
  if (gate === null) throw new Error('useLoadHistory, useLoadedHistory: expected a HistoryGateProvider above')
  return gate
}

export const useLoadHistory = (): HistoryGate['load'] => useGate().load

/** Null until somebody has loaded it. */
export function useLoadedHistory(): History | null {
  const { loaded } = useGate()
  const [history, setHistory] = useState<History | null>(null)
  useEffect(() => {
    let gone = false
    void loaded.then((found) => {
      if (!gone) setHistory(found)
    })
    return () => {
      gone = true
    }
  }, [loaded])
  return history
}

/** A piece of the history's state; draws again when it changes. */
export function useHistory<T>({ store }: History, selector: (state: HistoryState) => T): T {
  const { getState, subscribe } = store
  const read = (): T => selector(getState())
  return useSyncExternalStore(subscribe, read, read)
}
