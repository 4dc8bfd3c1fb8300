// How components of the Strategies tab reach their store. Blocks are not React state: `useBlocks` draws again when their version
// counts up, at most once per animation frame; a block that did not change is the same object.
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { Shown, StrategyActions, StrategyState, StrategyStore } from '../../store/strategy-types.ts'
import { useNow } from '../later.ts'
import type { Later } from '../later.ts'

const Context = createContext<Later<StrategyStore> | null>(null)

export function StrategyProvider({ store, children }: { readonly store: Later<StrategyStore>; readonly children: ReactNode }): ReactNode {
  return <Context value={store}>{children}</Context>
}

function useStore(): StrategyStore {
  const store = useContext(Context)
  if (store === null) throw new Error('useStrategy, useStrategyActions, useBlocks: expected a StrategyProvider above')
  return useNow(store)
}

/** A piece of the state; draws again when it changes. The selector must return the same value for the same state. */
export function useStrategy<T>(selector: (state: StrategyState) => T): T {
  const { getState, subscribe } = useStore()
  const read = (): T => selector(getState())
  return useSyncExternalStore(subscribe, read, read)
}

export function useStrategyActions(): StrategyActions {
  return useStore().actions
}

/** The state at this moment, for event handlers: reading it does not subscribe. */
export function useReadStrategy(): () => StrategyState {
  return useStore().getState
}

export function useBlocks(): readonly Shown[] {
  const { subscribe, blocks } = useStore()
  const onFrame = useCallback(
    (listener: () => void) => {
      let frame = 0
      const tell = (): void => {
        frame = 0
        listener()
      }
      const stop = subscribe((state, previous) => {
        if (state.blockVersion !== previous.blockVersion && frame === 0) frame = requestAnimationFrame(tell)
      })
      return () => {
        stop()
        cancelAnimationFrame(frame)
      }
    },
    [subscribe],
  )
  return useSyncExternalStore(onFrame, blocks, blocks)
}
