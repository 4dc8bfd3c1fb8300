// How components of the Network tab reach their store. As for landscapes, numbers are not React state: `useTrain` draws again
// when the trace's version counts up, at most once per animation frame, and then reads the typed arrays as they are.
// `useLook` asks the engine about the networks while they train.
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/react.ts'
import type { NetworkActions, NetworkEngine, NetworkState, NetworkStore, TrainTrace } from '../../store/network-types.ts'
import type { NetworkSweeping } from '../../store/network-sweep.ts'
import { useNow } from '../later.ts'
import type { Later } from '../later.ts'
import { useSame } from '../use-same.ts'

/** The page's own session in the worker. */
export const pageSession = 0

const Context = createContext<Later<NetworkStore> | null>(null)

export function NetworkProvider({ store, children }: { readonly store: Later<NetworkStore>; readonly children: ReactNode }): ReactNode {
  return <Context value={store}>{children}</Context>
}

/** For what must not wait for the store to be loaded: event handlers on other tabs. */
export function useLaterNetwork(): Later<NetworkStore> {
  const store = useContext(Context)
  if (store === null) throw new Error('useNetwork, useNetworkActions, useTrain, useLook: expected a NetworkProvider above')
  return store
}

export const useNetworkStore = (): NetworkStore => useNow(useLaterNetwork())

/** A piece of the state; draws again when it changes. The selector must return the same value for the same state. */
export function useNetwork<T>(selector: (state: NetworkState) => T): T {
  const { getState, subscribe } = useNetworkStore()
  const read = (): T => selector(getState())
  return useSyncExternalStore(subscribe, read, read)
}

/** The same for a piece that is an object: one that says the same as before keeps its old identity, so that it draws nothing again. */
export function useNetworkData<T>(selector: (state: NetworkState) => T): T {
  const same = useSame<T>()
  return useNetwork((state) => same(selector(state)))
}

export function useNetworkActions(): NetworkActions {
  return useNetworkStore().actions
}

export function useNetworkEngine(): NetworkEngine {
  return useNetworkStore().engine
}

export function useNetworkSweeping(): NetworkSweeping {
  return useNetworkStore().sweeping
}

/** The state at this moment, for event handlers: reading it does not subscribe. */
export function useReadNetwork(): () => NetworkState {
  return useNetworkStore().getState
}

/**
 * The numbers on screen, or null before the first have arrived; another object whenever there is more. `every`: milliseconds
 * that at least lie between two drawings, for what is read rather than watched.
 */
export function useTrain(every = 0): TrainTrace | null {
  const { getState, subscribe, trace } = useNetworkStore()
  const onFrame = useCallback((listener: () => void) => oncePerFrame(subscribe, every, listener), [subscribe, every])
  const read = useHeldVersion(getState, onFrame)
  return useMemo(() => {
    void read
    const now = trace()
    return now === null ? null : { ...now }
  }, [trace, read])
}

/** The version as of the last frame that was told: a component drawn for another reason does not read a newer one. */
function useHeldVersion(getState: NetworkStore['getState'], subscribe: (listener: () => void) => () => void): number {
  const [held, setHeld] = useState(() => getState().traceVersion)
  useEffect(() => {
    const take = (): void => setHeld(getState().traceVersion)
    take()
    return subscribe(take)
  }, [getState, subscribe])
  return held
}

/** The numbers at this moment, for clocks and event handlers. */
export function useReadTrain(): () => TrainTrace | null {
  return useNetworkStore().trace
}

function oncePerFrame(subscribe: NetworkStore['subscribe'], every: number, listener: () => void): () => void {
  let frame = 0
  let last = Number.NEGATIVE_INFINITY
  const tell = (now: number): void => {
    frame = 0
    if (now - last < every) frame = requestAnimationFrame(tell)
    else {
      last = now
      listener()
    }
  }
  const stop = subscribe((state, previous) => {
    if (state.traceVersion !== previous.traceVersion && frame === 0) frame = requestAnimationFrame(tell)
  })
  return () => {
    stop()
    cancelAnimationFrame(frame)
  }
}

export interface Look<T> {
  /** The last answer, also while the next is under way; null before the first. */
  readonly answer: T | null
  /** Why there is no newer answer, in one sentence in the language of the page; null when all is well. */
  readonly error: string | null
}

/** What `ask` answers to be told nothing: there is nothing to be asked yet. */
export type Ask<T> = (engine: NetworkEngine) => Promise<T> | null

/**
 * Asks the engine when `deps` change and, while networks train, some times a second. One question is under way at a time and
 * the newest waits, so a slow device answers less often and never queues. An answer may belong to the question before: an
 * `ask` whose answer must say what was asked puts that into the answer. `rest`: milliseconds of rest after an answer, for what
 * takes the page long to draw; another question ends it.
 */
export function useLook<T>(ask: Ask<T>, deps: readonly unknown[], rest = 0): Look<T> {
  const say = useText()
  const engine = useNetworkEngine()
  const version = useNetwork((state) => state.lookVersion)
  const [look, setLook] = useState<Look<T>>({ answer: null, error: null })
  const asker = useRef<Asker<T> | null>(null)
  useEffect(() => {
    const mine = createAsker<T>(engine, setLook, rest)
    asker.current = mine
    return () => mine.stop()
  }, [engine, rest])
  const seen = useRef(version)
  useEffect(() => {
    asker.current?.want(ask, version === seen.current)
    seen.current = version
    // oxlint-disable-next-line react/exhaustive-deps -- the caller's list says when the question is another one
  }, [engine, version, ...deps])
  return look.error === null ? look : { ...look, error: say(look.error) }
}

/** Milliseconds after which a refused question is put once more. */
const secondTry = 400

interface Asker<T> {
  /** `now`: the question is another one, and waits for no rest. */
  want(ask: Ask<T>, now: boolean): void
  stop(): void
}

function createAsker<T>(engine: NetworkEngine, tell: (change: (before: Look<T>) => Look<T>) => void, rest: number): Asker<T> {
  let next: Ask<T> | null = null
  let busy = false
  let stopped = false
  let failures = 0
  let wake = (): void => undefined
  const answer = async (ask: Ask<T>): Promise<void> => {
    try {
      const found = await ask(engine)
      failures = 0
      if (!stopped && found !== null) tell(() => ({ answer: found, error: null }))
    } catch (error) {
      failures += 1
      const message = error instanceof Error ? error.message : String(error)
      // Between two trainings there is nothing to be asked: one refusal is no trouble yet, and the question is put again.
      if (failures > 1 && !stopped) tell((before) => ({ ...before, error: message }))
      else await new Promise((resolve) => setTimeout(resolve, secondTry))
      if (failures === 1) next ??= ask
    }
  }
  const go = async (): Promise<void> => {
    busy = true
    while (next !== null && !stopped) {
      const ask = next
      next = null
      await answer(ask)
      if (rest > 0 && !stopped) await sleep(rest, (end) => (wake = end))
    }
    busy = false
  }
  return {
    want(ask, now) {
      next = ask
      if (now) wake()
      if (!busy) void go()
    },
    stop() {
      stopped = true
    },
  }
}

/** Ends by itself or when `end` is called. */
function sleep(milliseconds: number, hand: (end: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    hand(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
