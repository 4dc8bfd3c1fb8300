// Very many networks at once: what arrives of them, a few numbers for each at each place where all are judged, and the way to train
// them in a session of their own. Numbers of single updates stay in the worker.
import type { BuiltFrame, RaceFrame, TrainAnswer, TrainFrame } from '../protocol/network-messages.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import type { NetworkEngine, TrainRun } from './network-types.ts'

export interface RaceNumbers {
  readonly built: BuiltFrame | null
  /** Epochs at which every run has been judged, [places]. */
  readonly at: readonly number[]
  /** Validation losses there, [places][runs]; NaN for what had diverged by then. */
  readonly rows: readonly Float64Array[]
  /** As last judged, [runs]. */
  readonly metric: Float64Array
  /** The lowest loss of each run so far, [runs]. */
  readonly best: Float64Array
  /** null while a run goes on. */
  readonly ended: readonly (TrainRun['status'] | null)[]
  /** Why runs were refused, each reason once. */
  readonly refused: readonly string[]
  /** Epochs that all have made, updates that all have made together, and the seconds it took. */
  readonly epoch: number
  readonly updates: number
  readonly seconds: number
}

export interface RaceBuilder {
  add(frame: TrainFrame): void
  finish(answer: TrainAnswer): void
  snapshot(): RaceNumbers
}

interface Group {
  readonly runs: readonly number[]
  /** The last place that it was judged at; refused groups are past all places. */
  place: number
  step: number
  epoch: number
}

/** @throws when a frame does not fit: an unknown group, wrong lengths. */
export function createRaceBuilder(runCount: number, epochs: number, places: number): RaceBuilder {
  const column = (): Float64Array => new Float64Array(runCount).fill(Number.NaN)
  const rows: Float64Array[] = Array.from({ length: places }, column)
  const [metric, best] = [column(), column()]
  const ended: (TrainRun['status'] | null)[] = Array.from({ length: runCount }, () => null)
  const refused = new Set<string>()
  let built: BuiltFrame | null = null
  let groups: Group[] = []
  let seconds = 0

  const take = (frame: RaceFrame): void => {
    const { runs, places: [first, last], validationLoss, validationMetric } = frame
    const group = groups.find((one) => one.runs[0] === runs[0])
    if (!group || validationLoss.length !== runs.length || last >= places) throw new Error(`frame: expected ${group?.runs.length ?? 0} runs at one of ${places} places, got ${validationLoss.length} at ${last}`)
    group.place = last
    group.step = frame.step
    group.epoch = last === places - 1 ? epochs : frame.epoch
    seconds = Math.max(seconds, frame.seconds)
    for (const [i, run] of runs.entries()) {
      const loss = validationLoss[i] ?? Number.NaN
      for (let place = first; place <= last; place += 1) {
        const row = rows[place]
        if (row) row[run] = loss
      }
      metric[run] = validationMetric[i] ?? Number.NaN
      if (!(loss >= (best[run] ?? Number.NaN)) && !Number.isNaN(loss)) best[run] = loss
    }
  }
  return {
    add(frame) {
      if (frame.kind === 'race') take(frame)
      if (frame.kind !== 'built') return
      built = frame
      groups = frame.groups.map(({ runs, refused: why }) => ({ runs, place: why === null ? -1 : Infinity, step: 0, epoch: why === null ? 0 : epochs }))
      for (const { runs, refused: why } of frame.groups) {
        if (why === null) continue
        refused.add(why)
        for (const run of runs) ended[run] = 'refused'
      }
    },
    finish({ runs, seconds: all }) {
      for (const [run, { status }] of runs.entries()) ended[run] = status
      seconds = Math.max(seconds, all)
    },
    snapshot() {
      const judged = groups.length === 0 ? 0 : Math.min(places, 1 + Math.min(...groups.map(({ place }) => place)))
      return {
        built, metric, best, ended: [...ended], refused: [...refused], seconds,
        at: Array.from({ length: judged }, (_, place) => (place * epochs) / (places - 1)),
        rows: rows.slice(0, judged),
        epoch: groups.length === 0 ? 0 : Math.min(...groups.map((group) => group.epoch)),
        updates: groups.reduce((sum, { step, runs }) => sum + step * runs.length, 0),
      }
    },
  }
}

/** Sessions of races, apart from the page's own; several so that the end of one never closes the next. */
const sessions = { first: 1, count: 8 } as const
let next = 0

interface RaceOptions {
  /** Where all are judged, the start and the end included. */
  readonly places: number
  readonly signal: AbortSignal
  /** Called at every frame; `numbers` reads what is there. */
  readonly onFrame: (numbers: () => RaceNumbers) => void
}

/** Trains all runs of a scenario to the end; the session is closed after it. Rejects with AbortError when aborted. */
export async function trainRace(engine: NetworkEngine, scenario: NetworkScenario, { places, signal, onFrame }: RaceOptions): Promise<RaceNumbers> {
  const session = sessions.first + (next++ % sessions.count)
  const builder = createRaceBuilder(scenario.runs.length, scenario.epochs, places)
  try {
    const answer = await engine.train(scenario, {
      session, paused: false, pace: null, places, signal,
      onFrame(frame) {
        builder.add(frame)
        onFrame(builder.snapshot)
      },
    })
    builder.finish(answer)
    return builder.snapshot()
  } finally {
    await engine.close({ session })
  }
}
