// Turns "the scenario is now this" into trainings: one session, the latest wish wins, nothing starves.
//
//   want -> nothing changed: the trace gets the new labels
//        -> numbers of the rules changed, and it is under way: they are changed without a reset
//        -> else it begins again, playing unless it was paused
//
// A dragged slider asks for a new training many times a second. The one under way is left until there is something to see of
// it; only the newest wish waits. If it takes long, it is given up for the newer one after a grace time that doubles each time,
// so that on a slow device, too, some training of a long drag is seen.
import type { Steering } from '../protocol/network-messages.ts'
import type { NetworkScenario } from '../scenario/network/types.ts'
import type { NetworkEngine, TrainStatus, TrainTrace } from './network-types.ts'
import { same } from './same.ts'
import { difference, subjectOf } from './training-difference.ts'
import type { Subject } from './training-difference.ts'
import { createTrainingJob } from './training-job.ts'
import type { TrainingEvents, TrainingJob } from './training-job.ts'

/** Milliseconds that a training is left to itself before the next takes its place: with something to see, and at first without. */
const shortest = 150
const grace = 250
/** Edits that follow within this time belong to one drag; one that began again goes on beginning again. */
const together = 600

export interface TrainingsEvents extends Pick<TrainingEvents, 'onData'> {
  onStatus(status: TrainStatus): void
  /** 0 to 1, or null when nothing is being loaded. */
  onLoading(progress: number | null): void
  onError(message: string | null): void
  /** The trace has changed; whether views that ask the engine should ask again. */
  onTrace(look: 'now' | 'soon' | 'never'): void
}

export interface Trainings {
  want(scenario: NetworkScenario): void
  /** Begins with this scenario whatever is under way, and plays. */
  start(scenario: NetworkScenario): void
  play(): void
  pause(): void
  /** So much further, then pause. */
  step(by: 'batch' | 'epoch'): void
  /** Back to entry 0, paused. */
  reset(): void
  setPace(pace: number | null): void
  /** The numbers on screen, the same object until there are more. */
  trace(): TrainTrace | null
}

interface Current {
  readonly job: TrainingJob
  readonly startedAt: number
  subject: Subject
}

export function createTrainings(engine: NetworkEngine, pace: () => number | null, events: TrainingsEvents): Trainings {
  let current: Current | null = null
  let waiting: NetworkScenario | null = null
  let paused = false
  /** What the data on the page were made from. */
  let loaded: unknown = null
  let shown: TrainingJob | null = null
  let cached: TrainTrace | null = null
  let patience = grace
  let timer: ReturnType<typeof setTimeout> | undefined
  let restartedAt = -Infinity

  const begun = (): TrainStatus => (paused ? 'paused' : current?.job.state === 'loading' ? 'loading' : 'playing')
  const dataOf = ({ dataset, seed }: NetworkScenario): unknown => ({ dataset: { ...dataset, jitter: 0, shift: 0 }, seed })

  const begin = (scenario: NetworkScenario): void => {
    clearTimeout(timer)
    if (current && !current.job.shown && current.job.state !== 'failed') patience *= 2
    current?.job.abort()
    waiting = null
    const there = same(dataOf(scenario), loaded)
    const job = createTrainingJob(engine, { scenario, loaded: there, paused: () => paused, pace }, eventsOf(() => job))
    current = { job, startedAt: performance.now(), subject: subjectOf(scenario) }
    events.onLoading(null)
    events.onStatus(begun())
  }
  const eventsOf = (job: () => TrainingJob): TrainingEvents => ({
    onLoading: events.onLoading,
    onData(data) {
      loaded = dataOf(job().scenario)
      events.onData(data)
    },
    onTraining() {
      events.onLoading(null)
      events.onError(null)
      events.onStatus(begun())
    },
    onTrace(rests) {
      if (shown !== job()) {
        shown = job()
        patience = grace
        if (waiting) renew(waiting)
      }
      cached = null
      events.onTrace(rests || paused ? 'now' : 'soon')
    },
    onEnd: () => events.onStatus('finished'),
    onFail(message) {
      events.onLoading(null)
      events.onError(message)
      events.onStatus('failed')
      if (waiting) renew(waiting)
    },
    onMissed: () => begin(waiting ?? job().scenario),
  })
  /** Begins as soon as the one under way has had its time. */
  const renew = (scenario: NetworkScenario): void => {
    clearTimeout(timer)
    const left = current ? current.startedAt + (current.job.shown ? shortest : patience) - performance.now() : 0
    if (left <= 0 || current?.job.state === 'failed') begin(scenario)
    else {
      waiting = scenario
      timer = setTimeout(() => begin(scenario), left)
    }
  }
  const adopt = (now: Current, scenario: NetworkScenario, subject: Subject): void => {
    clearTimeout(timer)
    waiting = null
    now.subject = subject
    now.job.scenario = scenario
  }

  const want = (scenario: NetworkScenario): void => {
    const now = current
    if (now === null) {
      begin(scenario)
      return
    }
    const subject = subjectOf(scenario)
    const { job } = now
    const kind = difference(now.subject, subject)
    const dragging = performance.now() - restartedAt < together
    if (kind === 'nothing' || (job.state === 'loading' && same(dataOf(job.scenario), dataOf(scenario)))) {
      adopt(now, scenario, subject)
      cached = null
      if (shown === job) events.onTrace('never')
    } else if (kind === 'numbers' && job.state === 'training' && job.entries > 0 && !dragging) {
      adopt(now, scenario, subject)
      job.retune(scenario)
    } else {
      restartedAt = performance.now()
      renew(scenario)
    }
  }
  const start = (scenario: NetworkScenario): void => {
    paused = false
    restartedAt = performance.now()
    renew(scenario)
  }
  const again = (): void => {
    if (current) renew(waiting ?? current.job.scenario)
  }
  const steer = (steering: Steering): void => current?.job.steer(steering)

  return {
    want,
    start,
    play() {
      paused = false
      const state = current?.job.state
      if (state === 'ended' || state === 'failed') again()
      else if (state !== undefined) {
        events.onStatus(begun())
        steer({ kind: 'play' })
      }
    },
    pause() {
      const state = current?.job.state
      if (state !== 'loading' && state !== 'training') return
      paused = true
      events.onStatus(begun())
      steer({ kind: 'pause' })
    },
    step(by) {
      if (current?.job.state !== 'training') return
      paused = true
      events.onStatus('paused')
      steer({ kind: by })
    },
    reset() {
      paused = true
      again()
    },
    setPace: (next) => steer({ kind: 'pace', pace: next }),
    trace() {
      if (shown === null) return null
      cached ??= shown.snapshot()
      return cached
    },
  }
}
