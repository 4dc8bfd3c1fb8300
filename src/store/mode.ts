// Which half of the page is on the screen: the race on a landscape, or the training of networks.
import { createStore } from 'zustand/vanilla'

export type Mode = 'landscape' | 'network'

export interface ModeStore {
  readonly getState: () => { readonly mode: Mode }
  readonly setMode: (mode: Mode) => void
  /** Returns the way to stop listening. */
  readonly subscribe: (listener: (state: { readonly mode: Mode }, previous: { readonly mode: Mode }) => void) => () => void
}

export function createModeStore(initial: Mode = 'landscape'): ModeStore {
  const { getState, setState, subscribe } = createStore<{ readonly mode: Mode }>()(() => ({ mode: initial }))
  return {
    getState,
    setMode: (mode) => {
      if (mode !== getState().mode) setState({ mode })
    },
    subscribe,
  }
}
