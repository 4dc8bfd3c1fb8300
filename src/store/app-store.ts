// The page's state and the only way to change it. Knows no React, no DOM and no worker: the engine is given.
//
//   edit -> validate -> scenario (undo notes it) -> rollouts.want -> frames -> trace() and traceVersion
import { createStore } from 'zustand/vanilla'
import { validateScenario } from '../scenario/validate-landscape.ts'
import type { LandscapeScenario, Problem } from '../scenario/types.ts'
import { problemKey, withView } from '../scenario/views.ts'
import type { Engine } from './engine-port.ts'
import { createPlayback } from './playback.ts'
import { createRollouts } from './rollouts.ts'
import type { Sweeps } from './sweep-types.ts'
import { createSweeps } from './sweeps.ts'
import { findRates } from './tune.ts'
import { createTuning } from './tuning.ts'
import type { Actions, AppState, Trace } from './types.ts'
import { createUndoStack } from './undo.ts'

export interface AppStore extends Sweeps {
  readonly getState: () => AppState
  readonly subscribe: (listener: (state: AppState, previous: AppState) => void) => () => void
  readonly actions: Actions
  /** The numbers on screen, or null before the first have arrived. New content counts up `traceVersion`. */
  readonly trace: () => Trace | null
  readonly engine: Engine
}

export interface AppStoreOptions {
  readonly engine: Engine
  /** Valid and with its defaults filled in. */
  readonly initial: LandscapeScenario
  readonly problems?: readonly Problem[]
}

export function createAppStore({ engine, initial, problems = [] }: AppStoreOptions): AppStore {
  const store = createStore<AppState>()(() => ({ ...initialState, scenario: initial, problems }))
  const { getState: get, setState: set, subscribe } = store
  const undoStack = createUndoStack<LandscapeScenario>()
  let trace: Trace | null = null
  const playback = createPlayback(get, set, () => trace)

  const rollouts = createRollouts(engine, {
    onTrace(next) {
      trace = next
      set({ traceVersion: get().traceVersion + 1 })
    },
    onBusy: (busy) => set({ busy }),
    onError(engineError) {
      // What failed may be tried again by any edit, also one that changes only the view.
      if (engineError !== null) raced = ''
      set({ engineError })
    },
  })
  const sweeps = createSweeps(engine, () => set({ sweepVersion: get().sweepVersion + 1 }))
  const tuning = createTuning<LandscapeScenario>({
    scenario: () => get().scenario,
    key: problemKey,
    find: (scenario, runs, options) => findRates(engine, scenario, runs, options),
    edit: (change) => actions.edit(change, 'tune'),
    tell: set,
  })
  let raced = ''
  /** What only changes a view leaves the race on the screen alone: redrawing it would hold up the view. */
  const race = (scenario: LandscapeScenario): void => {
    const text = JSON.stringify({ ...scenario, view: undefined, sweep: undefined, basins: undefined, seeds: undefined })
    if (text === raced) return
    raced = text
    rollouts.want(scenario)
  }
  /** Takes a valid scenario; the cursor and the selected run stay where they are as far as they still exist. */
  const adopt = (scenario: LandscapeScenario): void => {
    const { cursor, selectedRun } = get()
    set({
      scenario,
      problems: [],
      cursor: Math.min(cursor, scenario.steps),
      selectedRun: Math.min(selectedRun, scenario.runs.length - 1),
      canUndo: undoStack.canUndo,
      canRedo: undoStack.canRedo,
    })
    race(scenario)
    sweeps.want(scenario)
    tuning.check(scenario)
  }
  const attempt = (value: unknown, tag?: string): readonly Problem[] => {
    const before = get().scenario
    const { scenario, problems: found } = validateScenario(value)
    if (!scenario) {
      set({ problems: found })
      return found
    }
    if (JSON.stringify(scenario) !== JSON.stringify(before)) undoStack.push(before, scenario, tag)
    adopt(scenario)
    return []
  }
  const travel = (scenario: LandscapeScenario | null): void => {
    if (scenario) adopt(withView(scenario, get().scenario.view ?? 'contour', get().selectedRun))
  }

  const actions: Actions = {
    edit: (change, tag) => void attempt(change(get().scenario), tag),
    open: (scenario) => attempt(scenario, 'open'),
    undo: () => travel(undoStack.undo(get().scenario)),
    redo: () => travel(undoStack.redo(get().scenario)),
    setView(view) {
      const scenario = withView(get().scenario, view, get().selectedRun)
      set({ scenario })
      sweeps.want(scenario)
    },
    cancelSweep: () => sweeps.cancel(),
    resumeSweep: () => sweeps.resume(),
    tune: (runs, second) => tuning.start(runs, second),
    cancelTune: () => tuning.stop(),
    selectRun: (index) => set({ selectedRun: Math.max(0, Math.min(index, get().scenario.runs.length - 1)) }),
    report: (found) => set({ problems: found }),
    ...playback,
  }

  race(initial)
  sweeps.want(initial)
  engine.devices().then(
    ({ devices }) => {
      set({ devices })
      // The first race did not wait for this; now `auto` can choose among them and say why.
      if (get().scenario.device === 'auto') race(get().scenario)
    },
    (error: unknown) => set({ engineError: error instanceof Error ? error.message : String(error) }),
  )
  return { getState: get, subscribe, actions, trace: () => trace, board: sweeps.board, bands: sweeps.bands, engine }
}

const initialState: Omit<AppState, 'scenario' | 'problems'> = {
  traceVersion: 0,
  devices: [],
  engineError: null,
  busy: false,
  cursor: 0,
  playing: false,
  speed: 100,
  sweepVersion: 0,
  tuning: null,
  selectedRun: 0,
  canUndo: false,
  canRedo: false,
}
