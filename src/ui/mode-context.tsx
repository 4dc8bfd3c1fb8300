// Which tab is on the screen, for components.
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { Mode, ModeStore } from '../store/mode.ts'

const Context = createContext<ModeStore | null>(null)

export function ModeProvider({ store, children }: { readonly store: ModeStore; readonly children: ReactNode }): ReactNode {
  return <Context value={store}>{children}</Context>
}

function useModeStore(): ModeStore {
  const store = useContext(Context)
  if (store === null) throw new Error('useMode, useSetMode: expected a ModeProvider above')
  return store
}

export function useMode(): Mode {
  const { getState, subscribe } = useModeStore()
  const read = (): Mode => getState().mode
  return useSyncExternalStore(subscribe, read, read)
}

export function useSetMode(): (mode: Mode) => void {
  return useModeStore().setMode
}
