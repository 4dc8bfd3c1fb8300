// What broke under the page and was put right: told once each, since the numbers go on as if nothing had been.
import { createStore } from 'zustand/vanilla'

export type Recovery = 'device' | 'engine'

export interface Recoveries {
  readonly getState: () => { readonly count: number; readonly last: Recovery | null }
  readonly subscribe: (listener: () => void) => () => void
  readonly add: (what: Recovery) => void
}

export function createRecoveries(): Recoveries {
  const { getState, setState, subscribe } = createStore<{ readonly count: number; readonly last: Recovery | null }>()(() => ({ count: 0, last: null }))
  return { getState, subscribe, add: (last) => setState({ count: getState().count + 1, last }) }
}
