// Whether a newer version of the page lies ready, and letting it in. That reloads the page, so it happens when the person says
// so and never by itself: a lecture may be going on. Knows no service worker: the way to it is given.
import { createStore } from 'zustand/vanilla'

export interface Updates {
  readonly ready: () => boolean
  /** Returns the way to stop listening. */
  readonly subscribe: (listener: () => void) => () => void
  /** Reloads with the new version. */
  readonly take: () => void
}

/** Asks for the service worker; returns the way to let a waiting version in. */
type Ask = (on: {
  /** A newer version waits. */
  readonly waits: () => void
  /** It has been let in, here or in another window. */
  readonly isIn: () => void
}) => () => void

interface LiveUpdates extends Updates {
  readonly watch: (ask: Ask) => void
}

/** Milliseconds after which the page reloads, whatever has become of the waiting version. */
const patience = 3000

export function createUpdates(reload: () => void): LiveUpdates {
  const { getState, setState, subscribe } = createStore<{ readonly ready: boolean }>()(() => ({ ready: false }))
  let letIn = (): void => undefined
  let wanted = false
  let isIn = false
  return {
    ready: () => getState().ready,
    subscribe,
    watch(ask) {
      letIn = ask({
        waits: () => setState({ ready: true }),
        isIn() {
          isIn = true
          if (wanted) reload()
          else setState({ ready: true })
        },
      })
    },
    take() {
      wanted = true
      if (isIn) return reload()
      letIn()
      setTimeout(reload, patience)
    },
  }
}
