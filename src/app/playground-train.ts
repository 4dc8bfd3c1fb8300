// playground.train: a training beside the one on the screen, in a session of its own, as plain numbers in plain arrays.
import type { NetworkScenario } from '../scenario/network/types.ts'
import { createTrainTraceBuilder } from '../store/network-trace.ts'
import type { NetworkEngine, TrainRun } from '../store/network-types.ts'

/** One run. Columns by step end where the run does: before the entry at which it diverged, or where early stopping ended it. */
export interface PlaygroundTrainRun {
  readonly id: string
  /** By step, entry 0 being the start: loss on the batch that the next update uses, norm of its gradient, rate of the last update. */
  readonly loss: readonly number[]
  readonly gradNorm: readonly number[]
  readonly lr: readonly number[]
  /** By evaluation: after so many updates, the loss and the metric (accuracy, or R squared) on the training and the test rows. */
  readonly steps: readonly number[]
  readonly epochs: readonly number[]
  readonly trainLoss: readonly number[]
  readonly testLoss: readonly number[]
  readonly trainMetric: readonly number[]
  readonly metric: readonly number[]
  /** The path of the parameters in the scenario's plane, after `at` updates; empty for a run whose network is not that of the others. */
  readonly at: readonly number[]
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** The parameters at the end, in the order of the network's tensors. */
  readonly weights: readonly number[]
  readonly status: string
  readonly stoppedAt: number
  /** Why it was refused. */
  readonly why?: string
}

export interface PlaygroundTrain {
  readonly device: string
  readonly adapter: string
  readonly precision: string
  readonly metric: 'accuracy' | 'r2'
  /** Of training alone, in all. */
  readonly seconds: number
  readonly runs: readonly PlaygroundTrainRun[]
}

/** Beside the page's own session and those that the page may open: numbers of their own, so that they never meet. */
const firstSession = 1000
let nextSession = firstSession

export async function trainBeside(engine: NetworkEngine, scenario: NetworkScenario): Promise<PlaygroundTrain> {
  const session = nextSession++
  const builder = createTrainTraceBuilder(scenario.runs.length)
  const { signal } = new AbortController()
  try {
    const answer = await engine.train(scenario, { session, paused: false, pace: null, signal, onFrame: (frame) => builder.add(frame) })
    builder.finish(answer)
    const { built, runs, seconds } = builder.snapshot(scenario)
    if (built === null) throw new Error('The training ended without saying what was built.')
    const ways = await waysOf(engine, session, scenario, runs)
    const plain: PlaygroundTrainRun[] = []
    for (const [run, columns] of runs.entries()) {
      const weights = columns.status === 'refused' ? [] : [...(await engine.weights({ session, run })).values]
      plain.push({ id: idOf(scenario, run), ...plainColumns(columns), ...(ways.get(run) ?? nowhere), weights })
    }
    const { device, adapter, precision, metric } = built
    return { device, adapter, precision, metric, seconds, runs: plain }
  } finally {
    await engine.close({ session })
  }
}

type Way = Pick<PlaygroundTrainRun, 'at' | 'x' | 'y'>

const nowhere: Way = { at: [], x: [], y: [] }

async function waysOf(engine: NetworkEngine, session: number, { plane }: NetworkScenario, all: readonly TrainRun[]): Promise<ReadonlyMap<number, Way>> {
  if (all.every(({ status }) => status === 'refused')) return new Map()
  const { runs, paths } = await engine.paths({ session, plane })
  return new Map(runs.map((run, i) => [run, plainWay(paths[i])]))
}

const plainWay = (path: { readonly entries: Int32Array; readonly x: Float64Array; readonly y: Float64Array } | undefined): Way =>
  path ? { at: [...path.entries], x: [...path.x], y: [...path.y] } : nowhere

function plainColumns(run: TrainRun): Omit<PlaygroundTrainRun, 'id' | 'weights' | keyof Way> {
  const { loss, gradNorm, lr, steps, epochs, trainLoss, validationLoss, trainMetric, validationMetric, status, stoppedAt, why } = run
  return {
    loss: [...loss],
    gradNorm: [...gradNorm],
    lr: [...lr],
    steps: [...steps],
    epochs: [...epochs],
    trainLoss: [...trainLoss],
    testLoss: [...validationLoss],
    trainMetric: [...trainMetric],
    metric: [...validationMetric],
    status,
    stoppedAt,
    ...(why === undefined ? {} : { why }),
  }
}

function idOf({ runs }: NetworkScenario, run: number): string {
  const optimizer = runs[run]?.optimizer ?? ''
  return typeof optimizer === 'string' ? optimizer : optimizer.name
}
