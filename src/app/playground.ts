// window.playground: the page for scripts, tests and teachers. Plain numbers in plain arrays, so that what comes back can be
// sent on as JSON-like data; entry 0 is the start. Entries after a run has diverged are NaN.
import type { Scenario } from '../scenario/network/types.ts'
import { problemText } from '../scenario/problems.ts'
import type { LandscapeScenario, Problem } from '../scenario/types.ts'
import { lacking, planSweep } from '../scenario/plan-sweep.ts'
import { validateAny, validateNetwork, validateScenario, validateStrategy } from '../scenario/validate.ts'
import type { ValidatedAs } from '../scenario/gate.ts'
import { sweepOf } from '../scenario/views.ts'
import type { AppStore } from '../store/app-store.ts'
import type { ModeStore } from '../store/mode.ts'
import type { NetworkStore } from '../store/network-types.ts'
import { shareLink } from '../store/share-link.ts'
import type { StrategyStore } from '../store/strategy-types.ts'
import { createTraceBuilder } from '../store/trace.ts'
import type { Trace } from '../store/types.ts'
import { runBeside } from './playground-strategy.ts'
import type { PlaygroundStrategy } from './playground-strategy.ts'
import { sweepBeside } from './playground-sweep.ts'
import type { PlaygroundNetworkSweep } from './playground-sweep.ts'
import { trainBeside } from './playground-train.ts'
import type { PlaygroundTrain } from './playground-train.ts'

export interface Ready {
  readonly device: string
  readonly adapter: string
  readonly precision: string
}

export interface PlaygroundRun {
  /** The optimizer's id, or an own optimizer's name. */
  readonly id: string
  readonly x: readonly number[]
  readonly y: readonly number[]
  readonly loss: readonly number[]
  readonly gradNorm: readonly number[]
  readonly status: string
  readonly stoppedAt: number
}

export interface PlaygroundRollout {
  readonly device: string
  readonly precision: string
  readonly runs: readonly PlaygroundRun[]
}

/** One run's sweep. Cell i stands at x[i % x.length], y[floor(i / x.length)]. */
export interface PlaygroundSweepRun {
  readonly id: string
  /** Parameters that the rule does not have; then there are no cells. */
  readonly lacks: readonly string[]
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** Loss at the last step; NaN for a run that diverged. */
  readonly final: readonly number[]
  readonly best: readonly number[]
  /** Steps to tolerance, or -1. */
  readonly steps: readonly number[]
  readonly status: readonly ('finished' | 'diverged')[]
  readonly device: string
  readonly milliseconds: number
}

export interface PlaygroundSweep {
  /** The parameters of the two sides. */
  readonly params: readonly [string, string]
  readonly runs: readonly PlaygroundSweepRun[]
}

export interface Playground {
  /** Settles when the first race, the first training, or the first picture of a strategy is on the screen. */
  readonly ready: Promise<Ready>
  /** What is on the screen. */
  scenario(): Scenario
  /** The fragment that opens it again, from its "#" on. */
  link(): string
  /** Puts a scenario of any kind on the screen. @throws when it is invalid, with every problem in the sentence. */
  open(scenario: unknown): void
  /**
   * Trains networks beside the screen, as fast as it goes, or runs a strategy's experiment. Rejects when the scenario is invalid,
   * with every problem in the sentence.
   */
  train<S>(scenario: S): Promise<Trained<S>>
  /** Runs a race beside the screen. Rejects when it is invalid, with every problem in the sentence. */
  rollout(scenario: unknown): Promise<PlaygroundRollout>
  /**
   * Sweeps a scenario beside the screen, over its `sweep` or, without one, its first run's rate and memory. Of networks the first run
   * is swept, without a `sweep` over its rate and batch size.
   */
  sweep<S>(scenario: S): Promise<Swept<S>>
}

/** What comes back, as the scenario's kind says. */
type Trained<S> = S extends { readonly kind: 'strategy' } ? PlaygroundStrategy : PlaygroundTrain

/** What comes back of a sweep, as the scenario's kind says. */
type Swept<S> = S extends { readonly kind: 'network' } ? PlaygroundNetworkSweep : PlaygroundSweep

declare global {
  interface Window {
    playground: Playground
  }
}

export interface PlaygroundParts {
  readonly landscape: AppStore
  readonly network: NetworkStore
  readonly strategy: StrategyStore
  readonly mode: ModeStore
}

export function createPlayground({ mode, ...stores }: PlaygroundParts): Playground {
  const { landscape, network, strategy } = stores
  const first = { landscape: () => firstAnswer(landscape), network: () => firstBuilt(network), strategy: () => firstShown(strategy) }
  const ready = first[mode.getState().mode]()
  // Nobody need be waiting: the page itself says what is wrong.
  ready.catch(() => undefined)
  return {
    ready,
    scenario: () => stores[mode.getState().mode].getState().scenario,
    link: () => `#${shareLink(stores[mode.getState().mode].getState().scenario).link}`,
    open(given) {
      const scenario = valid(validateAny(given))
      const problems = stores[scenario.kind].actions.open(scenario)
      if (problems.length > 0) throw new Error(sentence(problems))
      mode.setMode(scenario.kind)
    },
    async train<S>(given: S) {
      const answer = isKind(given, 'strategy') ? runBeside(strategy.engine, valid(validateStrategy(given))) : trainBeside(network.engine, valid(validateNetwork(given)))
      return (await answer) as Trained<S>
    },
    async rollout(given) {
      const scenario = valid(validateScenario(given))
      const builder = createTraceBuilder(scenario.steps, scenario.runs.length)
      const signal = new AbortController().signal
      const answer = await landscape.engine.rollout(scenario, { signal, onFrame: (frame) => builder.add(frame) })
      builder.finish(answer)
      return plain(scenario, builder.snapshot(scenario), answer)
    },
    async sweep<S>(given: S) {
      const answer = isKind(given, 'network') ? sweepBeside(network.engine, valid(validateNetwork(given))) : sweepRuns(landscape, valid(validateScenario(given)))
      return (await answer) as Swept<S>
    },
  }
}

const isKind = (given: unknown, kind: Scenario['kind']): boolean => typeof given === 'object' && given !== null && 'kind' in given && given.kind === kind

function valid<T>({ scenario, problems }: ValidatedAs<T>): T {
  if (scenario === null) throw new Error(sentence(problems))
  return scenario
}

const sentence = (problems: readonly Problem[]): string => problems.map(problemText).join('; ')

async function sweepRuns(landscape: AppStore, scenario: LandscapeScenario): Promise<PlaygroundSweep> {
  const { x, y } = sweepOf(scenario)
  const runs: PlaygroundSweepRun[] = []
  for (const run of scenario.runs.keys()) runs.push(await sweepRun(landscape, scenario, run))
  return { params: [x.param, y.param], runs }
}

async function sweepRun({ engine }: AppStore, scenario: LandscapeScenario, run: number): Promise<PlaygroundSweepRun> {
  const { x, y, size } = sweepOf(scenario)
  const lacks = lacking(scenario, run, [x.param, y.param])
  const id = idOf(scenario, run)
  if (lacks.length > 0) return { id, lacks, x: [], y: [], final: [], best: [], steps: [], status: [], device: 'none', milliseconds: 0 }
  const request = planSweep(scenario, run, [x, y], size)
  const answer = await engine.summary(request, { signal: new AbortController().signal, onFrame: () => undefined })
  const [xs, ys] = request.axes.map((axis) => [...axis.values])
  return {
    id,
    lacks,
    x: xs ?? [],
    y: ys ?? [],
    final: [...answer.final],
    best: [...answer.best],
    steps: [...answer.reached],
    status: Array.from(answer.stopped, (at) => (at < 0 ? 'finished' : 'diverged')),
    device: answer.device,
    milliseconds: answer.milliseconds,
  }
}

function idOf({ runs }: LandscapeScenario, run: number): string {
  const optimizer = runs[run]?.optimizer ?? ''
  return typeof optimizer === 'string' ? optimizer : optimizer.name
}

function plain(scenario: LandscapeScenario, trace: Trace, { device, precision }: Ready): PlaygroundRollout {
  const runs = trace.runs.map(({ x, y, loss, gradNorm, status, stoppedAt }, index) => {
    return { id: idOf(scenario, index), x: [...x], y: [...y], loss: [...loss], gradNorm: [...gradNorm], status, stoppedAt }
  })
  return { device, precision, runs }
}

function firstAnswer({ trace, getState, subscribe }: AppStore): Promise<Ready> {
  return firstOf(subscribe, () => ({ found: trace()?.answer ?? null, error: getState().engineError }))
}

function firstBuilt({ trace, getState, subscribe }: NetworkStore): Promise<Ready> {
  return firstOf(subscribe, () => ({ found: trace()?.built ?? null, error: getState().engineError }))
}

function firstShown({ blocks, getState, subscribe }: StrategyStore): Promise<Ready> {
  // Strategies are computed on the reference alone.
  const place: Ready = { device: 'cpu', adapter: 'float64 reference', precision: 'float64' }
  return firstOf(subscribe, () => ({ found: blocks().length > 0 ? place : null, error: getState().engineError }))
}

function firstOf(subscribe: (listener: () => void) => () => void, read: () => { readonly found: Ready | null; readonly error: string | null }): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let stop = (): void => undefined
    const look = (): void => {
      const { found, error } = read()
      if (found !== null) resolve({ device: found.device, adapter: found.adapter, precision: found.precision })
      else if (error !== null) reject(new Error(error))
      else return
      stop()
    }
    stop = subscribe(look)
    look()
  })
}
