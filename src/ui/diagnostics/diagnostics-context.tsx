// How components reach the diagnostics: the dialog hangs here, so that a menu that opens it may close.
import { createContext, lazy, Suspense, useContext, useMemo, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { DiagnosticsState, DiagnosticsStore } from '../../store/diagnostics-store.ts'

const DiagnosticsDialog = lazy(async () => ({ default: (await import('./DiagnosticsDialog.tsx')).DiagnosticsDialog }))

interface Diagnostics {
  readonly store: DiagnosticsStore
  readonly open: () => void
}

const Context = createContext<Diagnostics | null>(null)

export function DiagnosticsProvider({ store, children }: { readonly store: DiagnosticsStore; readonly children: ReactNode }): ReactNode {
  const [opened, setOpened] = useState(false)
  /** The dialog stays when it is closed, so that it can fade away. */
  const [wanted, setWanted] = useState(false)
  const value = useMemo(() => {
    const open = (): void => {
      setWanted(true)
      setOpened(true)
    }
    return { store, open }
  }, [store])
  return (
    <Context value={value}>
      {children}
      {wanted && (
        <Suspense>
          <DiagnosticsDialog opened={opened} close={() => setOpened(false)} />
        </Suspense>
      )}
    </Context>
  )
}

export function useDiagnostics(): Diagnostics {
  const diagnostics = useContext(Context)
  if (diagnostics === null) throw new Error('useDiagnostics: expected a DiagnosticsProvider above')
  return diagnostics
}

export function useDiagnosticsState(): DiagnosticsState {
  const { getState, subscribe } = useDiagnostics().store
  return useSyncExternalStore(subscribe, getState, getState)
}
