// One training from its data to its end: asks for the data if they are not there, opens the session, keeps its trace, hands on
// what steers it. It begins at once and never again; trainings.ts decides which job is the one on the screen.
import type { DataAnswer, LoadFrame, Steering, TrainFrame } from '../protocol/network-messages.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import { createTrainTraceBuilder } from './network-trace.ts'
import type { NetworkEngine, TrainTrace } from './network-types.ts'

/** The page's own session in the worker. */
const session = 0
/** Milliseconds between two changes of one drag. */
const together = 400

export interface TrainingEvents {
  onLoading(progress: number): void
  onData(data: DataAnswer): void
  /** The session is asked for. */
  onTraining(): void
  /** The trace has more; `rests` when no more is on its way. */
  onTrace(rests: boolean): void
  onEnd(): void
  onFail(message: string): void
  /** New numbers came too late, or the engine would not have them: only beginning again makes them true. */
  onMissed(): void
}

export interface TrainingJob {
  /** May be replaced by one that differs in what is only drawn; while it loads, in anything but the data. */
  scenario: NetworkScenario
  readonly state: 'loading' | 'training' | 'ended' | 'failed'
  /** There is something to see: the first entries, or that every run was refused. */
  readonly shown: boolean
  /** Entries of the run that has most: none while nothing was updated. */
  readonly entries: number
  steer(steering: Steering): void
  /** Goes on with the numbers of another scenario, which must not differ in more. */
  retune(scenario: NetworkScenario): void
  abort(): void
  snapshot(): TrainTrace
}

export interface TrainingStart {
  readonly scenario: NetworkScenario
  /** The data of this scenario are there already. */
  readonly loaded: boolean
  readonly paused: () => boolean
  readonly pace: () => number | null
}

export function createTrainingJob(engine: NetworkEngine, { scenario: given, loaded, paused, pace }: TrainingStart, events: TrainingEvents): TrainingJob {
  const controller = new AbortController()
  const { signal } = controller
  let scenario = given
  let state: TrainingJob['state'] = loaded ? 'training' : 'loading'
  let builder = createTrainTraceBuilder(given.runs.length)
  let built = false
  let shown = false
  /** What was steered before the networks were built: a session that is not yet open hears nothing. */
  let held: Steering[] = []
  /** Numbers were changed on the way. */
  let retuned = false
  /** The worker has died and another trains the same from the start: as fast as it goes up to this entry. */
  let catchUp = 0

  const onLoad = ({ done, total }: LoadFrame): void => {
    if (!signal.aborted) events.onLoading(total > 0 ? done / total : 0)
  }
  const onFrame = (frame: TrainFrame): void => {
    if (signal.aborted) return
    if (frame.kind === 'load') {
      onLoad(frame)
      return
    }
    if (frame.kind === 'built' && built && !beginAgain()) return
    builder.add(frame)
    if (catchUp > 0 && builder.arrived >= catchUp) goOn()
    if (frame.kind === 'built') {
      built = true
      for (const steering of held) send(steering)
      held = []
      shown = frame.groups.every((group) => group.refused !== null)
    } else shown = true
    if (shown) events.onTrace(false)
  }
  /** Whether the same numbers can come again. What the new worker was asked is what the old one was, before anything was steered. */
  const beginAgain = (): boolean => {
    if (retuned) {
      events.onMissed()
      return false
    }
    catchUp = Math.max(catchUp, builder.arrived)
    builder = createTrainTraceBuilder(scenario.runs.length)
    if (catchUp === 0) goOn()
    else for (const steering of [{ kind: 'pace', pace: null }, { kind: 'play' }] as const) send(steering)
    return true
  }
  const goOn = (): void => {
    catchUp = 0
    send({ kind: 'pace', pace: pace() })
    send({ kind: paused() ? 'pause' : 'play' })
  }
  const send = (steering: Steering): void => void engine.steer(session, steering).catch(failUnlessOver)
  const run = async (): Promise<void> => {
    if (!loaded) {
      events.onLoading(0)
      const { dataset, seed } = given
      const data = await engine.data({ dataset, seed }, { signal, onFrame: onLoad })
      signal.throwIfAborted()
      events.onData(data)
      state = 'training'
    }
    // While it loaded, the scenario may have come to another number of runs.
    builder = createTrainTraceBuilder(scenario.runs.length)
    events.onTraining()
    const answer = await engine.train(scenario, { session, paused: paused(), pace: pace(), signal, onFrame })
    signal.throwIfAborted()
    builder.finish(answer)
    state = 'ended'
    shown = true
    events.onTrace(true)
    events.onEnd()
  }
  const fail = (error: unknown): void => {
    if (signal.aborted) return
    state = 'failed'
    controller.abort()
    events.onFail(error instanceof Error ? error.message : String(error))
  }
  const failUnlessOver = (error: unknown): void => {
    if (state === 'training') fail(error)
  }

  let lastChange = -Infinity
  const tell = oneAtATime(async () => {
    await engine.retune(session, scenario)
    if (signal.aborted) return
    if (state === 'ended') throw new Error('The training was over before its numbers were changed.')
    const now = performance.now()
    if (now - lastChange > together) builder.changed()
    lastChange = now
    events.onTrace(false)
  })

  const job: TrainingJob = {
    get scenario() {
      return scenario
    },
    set scenario(next) {
      scenario = next
    },
    get state() {
      return state
    },
    get shown() {
      return shown
    },
    get entries() {
      return builder.arrived
    },
    steer(steering) {
      if (state !== 'training') return
      if (built) send(steering)
      else held.push(steering)
    },
    retune(next) {
      scenario = next
      retuned = true
      tell().catch(() => {
        if (!signal.aborted) events.onMissed()
      })
    },
    abort: () => controller.abort(),
    snapshot: () => builder.snapshot(scenario),
  }
  // The caller has the job in hand before the first event.
  void Promise.resolve().then(run).catch(fail)
  return job
}

/** Calls while a question is under way become one more question after it: the newest is never lost, and none are queued up. */
function oneAtATime(ask: () => Promise<void>): () => Promise<void> {
  let asking = false
  let again = false
  return async () => {
    again = true
    if (asking) return
    asking = true
    try {
      while (again) {
        again = false
        await ask()
      }
    } finally {
      asking = false
    }
  }
}
