// How components reach the settings of the page, and whether what they show may be changed.
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import type { Lockable } from '../../scenario/page-link.ts'
import { createPageStore } from '../../store/page-store.ts'
import type { PageActions, PageState, PageStore } from '../../store/page-store.ts'

/** A page without a provider above is one without settings. */
const Context = createContext<PageStore>(createPageStore())

export function PageProvider({ store, children }: { readonly store: PageStore; readonly children: ReactNode }): ReactNode {
  return <Context value={store}>{children}</Context>
}

/** A piece of the state; draws again when it changes. The selector must return the same value for the same state. */
export function usePage<T>(selector: (state: PageState) => T): T {
  const { getState, subscribe } = useContext(Context)
  const read = (): T => selector(getState())
  return useSyncExternalStore(subscribe, read, read)
}

export function usePageActions(): PageActions {
  return useContext(Context).actions
}

export function useIsLocked(panel: Lockable): boolean {
  return usePage(({ page }) => page.lock?.includes(panel) ?? false)
}

const Locked = createContext(false)

/** Whether the link has locked the panel that this stands in: for controls that are none of the browser's own. */
export const useLocked = (): boolean => useContext(Locked)

interface LockScopeProps {
  readonly panel: Lockable
  /** What a screen reader hears of the group. */
  readonly label: string
  readonly children: ReactNode
}

export function LockScope({ panel, label, children }: LockScopeProps): ReactNode {
  const locked = useIsLocked(panel)
  if (!locked) return children
  return (
    <fieldset className="lock-scope" disabled aria-label={label} title={label}>
      <Locked value>{children}</Locked>
    </fieldset>
  )
}
