// The state of the Strategies tab and the only way to change it. Knows no React, no DOM and no worker: the engine is given.
//
//   edit -> validate -> scenario (undo notes it) -> a moment of rest -> run -> frames -> blocks(), blockVersion -> facts
import { createStore } from 'zustand/vanilla'
import type { StrategyScenario } from '../scenario/strategies/types.ts'
import type { Problem } from '../scenario/types.ts'
import { validateStrategy } from '../scenario/validate.ts'
import { same } from './same.ts'
import { createShownBlocks } from './shown-blocks.ts'
import type { StrategyActions, StrategyEngine, StrategyState, StrategyStore } from './strategy-types.ts'
import { createUndoStack } from './undo.ts'

export interface StrategyStoreOptions {
  readonly engine: StrategyEngine
  /** Valid and with its defaults filled in. */
  readonly initial: StrategyScenario
  readonly problems?: readonly Problem[]
}

export interface LiveStrategyStore extends StrategyStore {
  /** Runs the experiment, from the first time the tab is on the screen. Later calls do nothing. */
  readonly begin: () => void
}

/** Milliseconds that a setting must be still before the experiment runs again. */
const stillFor = 300

export function createStrategyStore({ engine, initial, problems = [] }: StrategyStoreOptions): LiveStrategyStore {
  const store = createStore<StrategyState>()(() => ({ ...initialState, scenario: initial, problems }))
  const { getState: get, setState: set, subscribe } = store
  const undoStack = createUndoStack<StrategyScenario>()
  const runs = createRuns(engine, get, set)
  let timer: ReturnType<typeof setTimeout> | undefined
  let awake = false

  const run = (): void => {
    clearTimeout(timer)
    awake = true
    runs.start()
  }
  const runSoon = (): void => {
    clearTimeout(timer)
    runs.leave()
    timer = setTimeout(run, stillFor)
  }
  const adopt = (scenario: StrategyScenario, when: () => void): void => {
    const changed = !same(get().scenario, scenario)
    set({ scenario, problems: [], canUndo: undoStack.canUndo, canRedo: undoStack.canRedo })
    if (awake && changed) when()
  }
  const attempt = (value: unknown, when: () => void, tag?: string): readonly Problem[] => {
    const before = get().scenario
    const { scenario, problems: found } = validateStrategy(value)
    if (!scenario) {
      set({ problems: found })
      return found
    }
    if (!same(before, scenario)) undoStack.push(before, scenario, tag)
    // Another strategy is chosen by one click: there is no slider to wait for.
    adopt(scenario, scenario.strategy === before.strategy ? when : run)
    return []
  }
  const travel = (scenario: StrategyScenario | null): void => {
    if (scenario) adopt(scenario, scenario.strategy === get().scenario.strategy ? runSoon : run)
  }

  const actions: StrategyActions = {
    edit: (change, tag) => void attempt(change(get().scenario), runSoon, tag),
    open: (scenario) => attempt(scenario, run, 'open'),
    undo: () => travel(undoStack.undo(get().scenario)),
    redo: () => travel(undoStack.redo(get().scenario)),
    run,
    cancel() {
      clearTimeout(timer)
      runs.stop()
    },
    report: (found) => set({ problems: found }),
  }
  return { getState: get, subscribe, actions, blocks: runs.blocks, engine, begin: () => void (awake || run()) }
}

interface Runs {
  /** Runs the scenario as it is now. */
  start(): void
  /** Ends the run under way, since another is about to follow; its pictures wait to be replaced. */
  leave(): void
  /** Ends the run under way and leaves what it has shown. */
  stop(): void
  readonly blocks: StrategyStore['blocks']
}

function createRuns(engine: StrategyEngine, get: () => StrategyState, set: (patch: Partial<StrategyState>) => void): Runs {
  const shown = createShownBlocks()
  let shownOf = ''
  let current: AbortController | null = null
  const changed = (patch: Partial<StrategyState> = {}): void => set({ ...patch, blockVersion: get().blockVersion + 1 })
  const leave = (): void => {
    current?.abort()
    current = null
    shown.age()
    changed({ status: 'running', loading: null, progress: null, answer: null, engineError: null })
  }
  const end = (patch: Partial<StrategyState>): void => {
    current = null
    shown.dropStale()
    changed({ loading: null, progress: null, ...patch })
  }
  const work = async (scenario: StrategyScenario, signal: AbortSignal): Promise<void> => {
    try {
      const answer = await engine.strategy(scenario, {
        signal,
        onFrame(frame) {
          if (signal.aborted) return
          if (frame.kind === 'load') set({ loading: frame.done < frame.total ? frame.done / frame.total : null })
          else if (frame.kind === 'progress') set({ progress: frame.total > 0 ? frame.done / frame.total : null })
          else {
            shown.put(frame.id, frame.block)
            changed()
          }
        },
      })
      if (!signal.aborted) end({ status: 'finished', answer })
    } catch (error) {
      if (!signal.aborted) end({ status: 'failed', engineError: error instanceof Error ? error.message : String(error) })
    }
  }
  return {
    blocks: shown.list,
    start() {
      const { scenario } = get()
      if (shownOf !== scenario.strategy) shown.clear()
      shownOf = scenario.strategy
      leave()
      current = new AbortController()
      void work(scenario, current.signal)
    },
    leave,
    stop() {
      if (get().status !== 'running') return
      current?.abort()
      end({ status: 'stopped' })
    },
  }
}

const initialState: Omit<StrategyState, 'scenario' | 'problems'> = {
  status: 'idle',
  loading: null,
  progress: null,
  blockVersion: 0,
  answer: null,
  engineError: null,
  canUndo: false,
  canRedo: false,
}
