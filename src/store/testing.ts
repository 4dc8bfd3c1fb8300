// Engines for tests: each rollout, each training waits until the test says what comes of it.
import type { RolloutAnswer, TraceFrame } from '../protocol/messages.ts'
import type { BuiltFrame, DataAnswer, DataRequest, EntriesFrame, EvaluationFrame, Steering, TrainAnswer, TrainFrame, TrainRequest } from '../protocol/network-messages.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import type { StrategyFrame } from '../protocol/strategy-messages.ts'
import type { StrategyScenario } from '../scenario/strategies/types.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import { defaultScenario } from '../scenario/defaults.ts'
import type { Engine } from './engine-port.ts'
import type { HistoryDraft } from './history-types.ts'
import { createLessonStore } from './lesson-store.ts'
import type { LessonStore } from './lesson-store.ts'
import type { NetworkEngine } from './network-types.ts'
import type { Shown, StrategyEngine } from './strategy-types.ts'

export interface FakeRollout {
  readonly scenario: LandscapeScenario
  readonly signal: AbortSignal
  /** Sends entries first … first+count-1 of all runs; every value is the scenario's seed. */
  readonly send: (first: number, count: number) => void
  readonly finish: () => Promise<void>
  readonly fail: (error: Error) => Promise<void>
}

/** Aborted rollouts reject by themselves, as the port's do. */
export function fakeEngine(): { engine: Engine; rollouts: FakeRollout[] } {
  const rollouts: FakeRollout[] = []
  const refuse = (): Promise<never> => Promise.reject(new Error('not part of this test'))
  const engine: Engine = {
    devices: () => Promise.resolve({ devices: [{ device: 'cpu', available: true, detail: 'float64', software: false }] }),
    surface: refuse,
    probe: refuse,
    summary: refuse,
    band: refuse,
    rollout: (scenario, { signal, onFrame }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
        rollouts.push({
          scenario,
          signal,
          send: (first, count) => onFrame(frameOf(scenario, first, count)),
          finish: () => (resolve(answerOf(scenario)), settled()),
          fail: (error) => (reject(error), settled()),
        })
      }),
  }
  return { engine, rollouts }
}

/** Lets promises that are already settled do their work. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await Promise.resolve()
}

function frameOf({ runs, seed }: LandscapeScenario, first: number, count: number): TraceFrame {
  const column = (): Float64Array => new Float64Array(runs.length * count).fill(seed)
  const columns = { x: column(), y: column(), loss: column(), gradNorm: column(), lr: column() }
  return { runs: runs.map((_, i) => i), first, count, ...columns, slots: {}, stoppedAt: new Int32Array(runs.length).fill(-1) }
}

function answerOf({ runs, steps }: LandscapeScenario): RolloutAnswer {
  const facts = runs.map(() => ({ status: 'finished', stoppedAt: steps, device: 'cpu', gradientEvaluations: steps, milliseconds: 1 }) as const)
  return { device: 'cpu', precision: 'float64', adapter: 'none', reason: 'a test', runs: facts, milliseconds: 1 }
}

export interface FakeLoad {
  readonly request: Omit<DataRequest, 'base'>
  readonly signal: AbortSignal
  readonly progress: (share: number) => void
  readonly finish: () => Promise<void>
  readonly fail: (error: Error) => Promise<void>
}

export interface FakeTraining {
  readonly scenario: NetworkScenario
  readonly options: Pick<TrainRequest, 'session' | 'paused' | 'pace' | 'places'>
  readonly signal: AbortSignal
  /** Says that networks of one tensor were built, all runs in one group, four updates an epoch. */
  readonly build: (refused?: string) => void
  /** Sends entries first … first+count-1 of all runs; every loss is the scenario's seed. */
  readonly send: (first: number, count: number) => void
  readonly evaluate: (step: number, done?: boolean) => void
  readonly frame: (frame: TrainFrame) => void
  readonly finish: () => Promise<void>
  readonly fail: (error: Error) => Promise<void>
}

export interface FakeNetworkEngine {
  readonly engine: NetworkEngine
  readonly loads: FakeLoad[]
  readonly trainings: FakeTraining[]
  readonly steered: Steering[]
  readonly closed: number[]
  /** Numbers that were changed without a reset; each waits until the test lets it through. */
  readonly retuned: { readonly scenario: NetworkScenario; readonly finish: () => Promise<void>; readonly fail: (error: Error) => Promise<void> }[]
}

/** Data and trainings wait until the test says what comes of them; aborted ones reject by themselves. */
export function fakeNetworkEngine(): FakeNetworkEngine {
  const refuse = (): Promise<never> => Promise.reject(new Error('not part of this test'))
  const fake: FakeNetworkEngine = {
    loads: [],
    trainings: [],
    steered: [],
    closed: [],
    retuned: [],
    engine: {
      data: (request, { signal, onFrame }) =>
        new Promise((resolve, reject) => {
          rejectWhenAborted(signal, reject)
          const progress = (share: number): void => onFrame({ kind: 'load', done: share * 1000, total: 1000 })
          fake.loads.push({ request, signal, progress, finish: () => (resolve(dataOf(request)), settled()), fail: (error) => (reject(error), settled()) })
        }),
      train: (scenario, { signal, onFrame, ...options }) =>
        new Promise((resolve, reject) => {
          rejectWhenAborted(signal, reject)
          const frame = (one: TrainFrame): void => {
            // As the port does: what cannot be handled ends the request.
            try {
              onFrame(one)
            } catch (error) {
              reject(error)
            }
          }
          fake.trainings.push({
            scenario,
            options,
            signal,
            frame,
            build: (refused) => frame(builtOf(scenario, refused ?? null)),
            send: (first, count) => frame(entriesOf(scenario, first, count)),
            evaluate: (step, done = false) => frame(evaluationOf(scenario, step, done)),
            finish: () => (resolve(factsOf(scenario)), settled()),
            fail: (error) => (reject(error), settled()),
          })
        }),
      steer: (_, steering) => (fake.steered.push(steering), Promise.resolve(null)),
      retune: (_, scenario) =>
        new Promise((resolve, reject) => {
          fake.retuned.push({ scenario, finish: () => (resolve(null), settled()), fail: (error) => (reject(error), settled()) })
        }),
      close: ({ session }) => (fake.closed.push(session), Promise.resolve(null)),
      csv: refuse,
      rows: refuse,
      decision: refuse,
      confusion: refuse,
      samples: refuse,
      histograms: refuse,
      weights: refuse,
      backprop: refuse,
      paths: refuse,
      planeSurface: refuse,
    },
  }
  return fake
}

const rejectWhenAborted = (signal: AbortSignal, reject: (error: Error) => void): void =>
  signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))

const none = new Float32Array(0)

/** As many training rows as the seed says, to tell answers apart. */
function dataOf({ seed }: Omit<DataRequest, 'base'>): DataAnswer {
  return {
    columns: ['x1', 'x2'], classes: ['a', 'b'], targetNames: ['class'], train: seed, validation: 0, counts: [], mean: [], deviation: [], low: [], high: [],
    scaling: { inputs: { mean: [], deviation: [] }, targets: { mean: [], deviation: [] } }, condition: null, points: none, pointWidth: 0, pointTargets: none, pointHeldOut: new Uint8Array(0), image: null, pictures: none, pictureTargets: none,
  }
}

function builtOf({ runs, epochs }: NetworkScenario, refused: string | null): BuiltFrame {
  const tensors = [{ name: 'W1', shape: [2, 1], offset: 0, size: 2, matrix: true }]
  const group = { runs: runs.map((_, i) => i), refused, params: 2, tensors, steps: 4 * epochs, epochSteps: Array.from({ length: epochs }, () => 4) }
  return { kind: 'built', device: 'cpu', precision: 'float64', adapter: 'none', reason: 'a test', groups: [group], train: 8, validation: 8, metric: 'accuracy' }
}

function entriesOf({ runs, seed }: NetworkScenario, first: number, count: number): EntriesFrame {
  const column = (): Float64Array => new Float64Array(runs.length * count).fill(seed)
  const never = (): Int32Array => new Int32Array(runs.length).fill(-1)
  const columns = { loss: column(), gradNorm: column(), lr: column() }
  return { kind: 'entries', runs: runs.map((_, i) => i), first, count, ...columns, stoppedAt: never(), earlyAt: never() }
}

function evaluationOf({ runs }: NetworkScenario, step: number, done: boolean): EvaluationFrame {
  const column = (): Float64Array => new Float64Array(runs.length).fill(step)
  const columns = { trainLoss: column(), validationLoss: column(), trainMetric: column(), validationMetric: column(), tensorNorms: column() }
  return { kind: 'evaluation', runs: runs.map((_, i) => i), step, epoch: step / 4, ...columns, done, seconds: step / 10, samples: step * 2 }
}

function factsOf({ runs, epochs }: NetworkScenario): TrainAnswer {
  return { runs: runs.map(() => ({ status: 'finished', stoppedAt: 4 * epochs }) as const), seconds: 1 }
}

export interface FakeExperiment {
  readonly scenario: StrategyScenario
  readonly signal: AbortSignal
  readonly frame: (frame: StrategyFrame) => void
  /** A claim of this name. */
  readonly show: (id: string, found?: number) => void
  readonly finish: (facts?: Readonly<Record<string, number>>) => Promise<void>
  readonly fail: (error: Error) => Promise<void>
}

/** Experiments wait until the test says what comes of them; aborted ones reject by themselves. */
export function fakeStrategyEngine(): { engine: StrategyEngine; experiments: FakeExperiment[] } {
  const experiments: FakeExperiment[] = []
  const engine: StrategyEngine = {
    strategy: (scenario, { signal, onFrame }) =>
      new Promise((resolve, reject) => {
        rejectWhenAborted(signal, reject)
        const show = (id: string, found = scenario.seed): void => onFrame({ kind: 'block', id, block: claimOf(found) })
        experiments.push({ scenario, signal, frame: onFrame, show, finish: (facts = {}) => (resolve({ seconds: 1, facts }), settled()), fail: (error) => (reject(error), settled()) })
      }),
  }
  return { engine, experiments }
}

const claimOf = (found: number): Shown['block'] => ({ kind: 'claim', title: { key: 'strategies.page.claims' }, found, against: 1, holds: found >= 1 })

/** A race that the history takes, told apart from others by its seed. */
export const raceDraft = (seed: number): HistoryDraft => ({
  kind: 'landscape', subject: 'Sphere', print: seed.toString(16).padStart(16, '0'), measure: 'loss', runs: [], claims: null, device: 'cpu', milliseconds: 1, changed: false, picture: null,
  scenario: { ...defaultScenario, seed }, curves: [],
})

/** No lessons, and none is asked for. */
export const noLessons = (): LessonStore =>
  createLessonStore({
    load: () => Promise.reject(new Error('not part of this test')),
    show: () => Promise.resolve(),
    storage: { getItem: () => null, setItem: () => undefined },
  })
