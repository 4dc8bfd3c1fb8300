// A NetworkStore for tests: its state is what the test sets, its trace what the test gives it, and every question to the
// engine is written down and answered as the test says.
import { fillNetworkDefaults } from '../../scenario/network/defaults.ts'
import { validateNetwork } from '../../scenario/validate.ts'
import { createNetworkSweeping } from '../../store/network-sweep.ts'
import type { NetworkActions, NetworkEngine, NetworkState, NetworkStore, TrainRun, TrainTrace } from '../../store/network-types.ts'
import type { DataAnswer } from './answers.ts'

export const fakeScenario = fillNetworkDefaults({
  kind: 'network',
  dataset: { id: 'moons' },
  model: { id: 'mlp', hidden: [3] },
  epochs: 4,
  batch: 16,
  runs: [{ optimizer: 'adam', hyper: { lr: 0.01 } }, { optimizer: 'sgd', hyper: { lr: 0.1 } }],
})

/** Four points, class 0 on the left and class 1 on the right; the last two are for validation. */
const fakeData: DataAnswer = {
  columns: ['a', 'b'], classes: ['left', 'right'], targetNames: ['side'], train: 2, validation: 2, counts: [[1, 1], [1, 1]],
  mean: [0, 0], deviation: [1, 1], low: [-1, -1], high: [1, 1], scaling: { inputs: { mean: [0, 0], deviation: [1, 1] }, targets: { mean: [0], deviation: [1] } }, condition: 1,
  points: Float32Array.of(-1, -1, 1, 1, -1, 1, 1, -1), pointWidth: 2, pointTargets: Float32Array.of(0, 1, 0, 1), pointHeldOut: Uint8Array.of(0, 0, 1, 1),
  image: null, pictures: new Float32Array(0), pictureTargets: new Float32Array(0),
}

/** A run with so many entries; its loss halves at each. */
export function fakeRun(entries: number, start: number, more: Partial<TrainRun> = {}): TrainRun {
  const column = (from: number): Float64Array => Float64Array.from({ length: entries }, (_, k) => from / 2 ** k)
  return {
    loss: column(start), gradNorm: column(start), lr: column(0.01), steps: Int32Array.from({ length: entries }, (_, k) => k), epochs: Float64Array.from({ length: entries }, (_, k) => k),
    trainLoss: column(start), validationLoss: column(2 * start), trainMetric: column(0.9), validationMetric: column(0.8), tensorNorms: [column(start)], tensorNames: ['W1'],
    params: 13, total: 4, status: 'running', stoppedAt: entries - 1, ...more,
  }
}

export function fakeTrace(runs: readonly TrainRun[], more: Partial<TrainTrace> = {}): TrainTrace {
  const group = { runs: runs.map((_, i) => i), refused: null, params: 13, tensors: [{ name: 'W1', shape: [2, 3], offset: 0, size: 6, matrix: true }], steps: 4, epochSteps: [1, 1, 1, 1] }
  const built = { kind: 'built', device: 'cpu', precision: 'float64', adapter: '', reason: '', groups: [group], train: 2, validation: 2, metric: 'accuracy' } as const
  return { scenario: fakeScenario, runs, built, epoch: 1, seconds: 1, samples: 32, answer: null, changes: [], losses: 0, ...more }
}

export interface FakeNetwork {
  readonly store: NetworkStore
  /** Names of the actions that were called, with what they were given. */
  readonly done: string[]
  readonly set: (state: Partial<NetworkState>) => void
  /** New content of the trace. */
  readonly give: (trace: TrainTrace) => void
}

export function fakeNetwork(engine: Partial<NetworkEngine> = {}): FakeNetwork {
  const done: string[] = []
  const listeners = new Set<(state: NetworkState, previous: NetworkState) => void>()
  let trace: TrainTrace | null = null
  let state: NetworkState = {
    scenario: fakeScenario, problems: [], data: fakeData, loading: null, status: 'paused', engineError: null, traceVersion: 0, lookVersion: 0, pace: null, selectedRun: 0, tuning: null, canUndo: false, canRedo: false,
  }
  const set = (change: Partial<NetworkState>): void => {
    const previous = state
    state = { ...state, ...change }
    for (const listener of listeners) listener(state, previous)
  }
  const note = (name: string) => (): void => void done.push(name)
  const actions: NetworkActions = {
    edit(change) {
      const { scenario, problems } = validateNetwork(change(state.scenario))
      set(scenario === null ? { problems } : { scenario, problems: [] })
    },
    open: () => [],
    undo: note('undo'), redo: note('redo'), play: note('play'), pause: note('pause'), stepBatch: note('batch'), stepEpoch: note('epoch'), reset: note('reset'),
    setPace: (pace) => (done.push(`pace ${pace}`), set({ pace })),
    setView: (view) => set({ scenario: { ...state.scenario, view } }),
    selectRun: (selectedRun) => (done.push(`select ${selectedRun}`), set({ selectedRun })),
    report: () => undefined,
    tune: (runs, second) => (done.push(`tune ${runs.join()} ${second}`), Promise.resolve()),
    cancelTune: note('cancelTune'),
  }
  const never = (): Promise<never> => new Promise(() => undefined)
  const silent: NetworkEngine = {
    data: never, csv: never, rows: never, train: never, steer: never, retune: never, close: () => Promise.resolve(null), decision: never, confusion: never, samples: never, histograms: never, weights: never, backprop: never, paths: never, planeSurface: never,
  }
  const subscribe: NetworkStore['subscribe'] = (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const give = (next: TrainTrace): void => {
    trace = next
    set({ traceVersion: state.traceVersion + 1 })
  }
  const answering = { ...silent, ...engine }
  return { store: { getState: () => state, subscribe, actions, trace: () => trace, sweeping: createNetworkSweeping(answering), engine: answering }, done, set, give }
}
