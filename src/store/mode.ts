// Which tab is on the screen: the race on a landscape, the training of networks, or an experiment with a strategy.
import { createStore } from 'zustand/vanilla'

export const modes = ['landscape', 'network', 'strategy'] as const
export type Mode = (typeof modes)[number]

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
