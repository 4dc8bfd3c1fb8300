// How components reach the lesson beside the page.
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { LessonActions, LessonState, LessonStore } from '../../store/lesson-store.ts'

const Context = createContext<LessonStore | null>(null)

export function LessonProvider({ store, children }: { readonly store: LessonStore; readonly children: ReactNode }): ReactNode {
  return <Context value={store}>{children}</Context>
}

function useStore(): LessonStore {
  const store = useContext(Context)
  if (store === null) throw new Error('useLesson, useLessonActions: expected a LessonProvider above')
  return store
}

/** A piece of the state; draws again when it changes. The selector must return the same value for the same state. */
export function useLesson<T>(selector: (state: LessonState) => T): T {
  const { getState, subscribe } = useStore()
  const read = (): T => selector(getState())
  return useSyncExternalStore(subscribe, read, read)
}

export function useLessonActions(): LessonActions {
  return useStore().actions
}
