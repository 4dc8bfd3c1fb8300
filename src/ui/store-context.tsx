// How components reach the store. The store itself knows no React; here its state becomes hooks. The trace is not React
// state: `useTrace` draws again when the trace's version counts up and then reads the typed arrays as they are.
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { Engine } from '../store/engine-port.ts'
import type { Band, Board, Sweeps } from '../store/sweep-types.ts'
import type { Actions, AppState, Trace } from '../store/types.ts'
import { landscapeRuns } from './runs/landscape-runs.ts'
import { RunsHostProvider } from './runs/runs-host.tsx'
import { useSame } from './use-same.ts'

/** What the page is given by app/main.tsx. */
export interface AppParts extends Sweeps {
  readonly getState: () => AppState
  readonly subscribe: (listener: () => void) => () => void
  readonly actions: Actions
  readonly trace: () => Trace | null
  readonly engine: Engine
}

const Context = createContext<AppParts | null>(null)

export function StoreProvider({ parts, children }: { readonly parts: AppParts; readonly children: ReactNode }): ReactNode {
  const host = useMemo(() => landscapeRuns(parts), [parts])
  return (
    <Context value={parts}>
      <RunsHostProvider host={host}>{children}</RunsHostProvider>
    </Context>
  )
}

function useParts(): AppParts {
  const parts = useContext(Context)
  if (parts === null) throw new Error('useApp, useActions, useTrace, useEngine: expected a StoreProvider above')
  return parts
}

/** A piece of the state; draws again when it changes. The selector must return the same value for the same state. */
export function useApp<T>(selector: (state: AppState) => T): T {
  const { getState, subscribe } = useParts()
  const read = (): T => selector(getState())
  return useSyncExternalStore(subscribe, read, read)
}

/** The same for a piece that is an object: one that says the same as before keeps its identity. */
export function useAppData<T>(selector: (state: AppState) => T): T {
  const same = useSame<T>()
  return useApp((state) => same(selector(state)))
}

export function useActions(): Actions {
  return useParts().actions
}

export function useEngine(): Engine {
  return useParts().engine
}

/** The numbers on screen, or null before the first have arrived. */
export function useTrace(): Trace | null {
  const { trace } = useParts()
  useApp((state) => state.traceVersion)
  return trace()
}

/** The grids in view; null where the view has none. */
export function useBoard(): Board | null {
  const { board } = useParts()
  useApp((state) => state.sweepVersion)
  return board()
}

/** How the loss spreads over seeds, per visible run. */
export function useBands(): readonly Band[] {
  const { bands } = useParts()
  useApp((state) => state.sweepVersion)
  return bands()
}

/** The state at this moment, for event handlers: reading it does not subscribe. */
export function useReadState(): () => AppState {
  return useParts().getState
}
