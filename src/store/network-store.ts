// The state of the Network tab and the only way to change it. Knows no React, no DOM and no worker: the engine is given.
//
//   edit -> validate -> scenario (undo notes it) -> trainings.want -> data, frames -> trace(), traceVersion, lookVersion
import { createStore } from 'zustand/vanilla'
import type { NetworkScenario } from '../scenario/network/types.ts'
import type { Problem } from '../scenario/types.ts'
import { validateNetwork } from '../scenario/validate.ts'
import { createLook } from './look.ts'
import type { NetworkActions, NetworkEngine, NetworkState, NetworkStore } from './network-types.ts'
import { keepLong, same } from './same.ts'
import { createNetworkSweeping } from './network-sweep.ts'
import { findNetworkRates, trainingKey } from './network-tune.ts'
import { createTrainings } from './trainings.ts'
import { createTuning } from './tuning.ts'
import { createUndoStack } from './undo.ts'

export interface NetworkStoreOptions {
  readonly engine: NetworkEngine
  /** Valid and with its defaults filled in. */
  readonly initial: NetworkScenario
  readonly problems?: readonly Problem[]
}

export interface LiveNetworkStore extends NetworkStore {
  /** Asks for the data and trains, from the first time the tab is on the screen. Later calls do nothing. */
  readonly begin: () => void
}

export function createNetworkStore({ engine, initial, problems = [] }: NetworkStoreOptions): LiveNetworkStore {
  const store = createStore<NetworkState>()(() => ({ ...initialState, scenario: initial, problems, pace: paceOf(initial) }))
  const { getState: get, setState: set, subscribe } = store
  const undoStack = createUndoStack<NetworkScenario>()
  let awake = false
  /** The pace is the person's own, no longer the one that suits the training. */
  let paceChosen = false

  const look = createLook(() => set({ lookVersion: get().lookVersion + 1 }))
  const trainings = createTrainings(engine, () => get().pace, {
    onData: (data) => set({ data }),
    onLoading: (loading) => set({ loading }),
    onStatus: (status) => set({ status }),
    onError: (engineError) => set({ engineError }),
    onTrace(when) {
      set({ traceVersion: get().traceVersion + 1 })
      if (when !== 'never') look[when]()
    },
  })
  const tuning = createTuning<NetworkScenario>({
    scenario: () => get().scenario,
    key: trainingKey,
    find: (scenario, runs, options) => findNetworkRates(engine, scenario, runs, options),
    // Curves of which a part was trained with other rates would say little: it begins again.
    edit: (change) => void attempt(change(get().scenario), 'tune', 'start'),
    tell: set,
  })
  const begin = (): void => {
    if (awake) return
    awake = true
    trainings.want(get().scenario)
  }
  /** Takes a valid scenario; the selected run stays as far as it still exists. */
  const adopt = (scenario: NetworkScenario, train: 'start' | 'want' = 'want'): void => {
    set({
      scenario,
      problems: [],
      pace: paceChosen ? get().pace : paceOf(scenario),
      selectedRun: Math.min(get().selectedRun, scenario.runs.length - 1),
      canUndo: undoStack.canUndo,
      canRedo: undoStack.canRedo,
    })
    if (awake) trainings[train](scenario)
    tuning.check(scenario)
  }
  const attempt = (value: unknown, tag?: string, train?: 'start'): readonly Problem[] => {
    const before = get().scenario
    const { scenario, problems: found } = validateNetwork(value)
    if (!scenario) {
      set({ problems: found })
      return found
    }
    const next = keepLong(before, scenario)
    if (!same(before, next)) undoStack.push(before, next, tag)
    adopt(next, train)
    return []
  }
  const travel = (scenario: NetworkScenario | null): void => {
    if (scenario) adopt({ ...scenario, view: get().scenario.view })
  }

  const actions: NetworkActions = {
    edit: (change, tag) => void attempt(change(get().scenario), tag),
    open: (scenario) => attempt(scenario, 'open', 'start'),
    undo: () => travel(undoStack.undo(get().scenario)),
    redo: () => travel(undoStack.redo(get().scenario)),
    play: () => (awake ? trainings.play() : begin()),
    pause: () => trainings.pause(),
    stepBatch: () => trainings.step('batch'),
    stepEpoch: () => trainings.step('epoch'),
    reset: () => trainings.reset(),
    setPace(pace) {
      if (pace !== null && !(pace > 0 && Number.isFinite(pace))) return
      paceChosen = true
      set({ pace })
      trainings.setPace(pace)
    },
    setView(view) {
      const scenario = { ...get().scenario, view }
      set({ scenario })
      if (awake) trainings.want(scenario)
    },
    selectRun: (index) => set({ selectedRun: Math.max(0, Math.min(index, get().scenario.runs.length - 1)) }),
    report: (found) => set({ problems: found }),
    tune: (runs, second) => tuning.start(runs, second),
    cancelTune: () => tuning.stop(),
  }
  return { getState: get, subscribe, actions, trace: trainings.trace, sweeping: createNetworkSweeping(engine), engine, begin }
}

/** Seconds that a whole training should take to watch. */
const watched = 12

/** Epochs a second; at least one, since a device may be slower than any pace. */
const paceOf = ({ epochs }: NetworkScenario): number => Math.max(1, Math.round(epochs / watched))

const initialState: Omit<NetworkState, 'scenario' | 'problems' | 'pace'> = {
  data: null,
  loading: null,
  status: 'idle',
  engineError: null,
  traceVersion: 0,
  lookVersion: 0,
  selectedRun: 0,
  tuning: null,
  canUndo: false,
  canRedo: false,
}
