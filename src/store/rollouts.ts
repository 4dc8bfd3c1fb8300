// Turns "the scenario is now this" into rollouts: at most one at a time, the latest wishes win, nothing starves.
//
// While a slider is dragged, wishes come faster than rollouts end. Only the newest waits. The one under way is let run for a
// grace time, so that a fast device shows every result it has begun; past that it is aborted for the newer wish. Each abort
// doubles the grace of the next, so that on a slow device, too, some rollout of a long drag comes to its end and is shown.
import type { RolloutAnswer, TraceFrame } from '../protocol/messages.ts'
import type { LandscapeScenario } from '../scenario/types.ts'
import type { Engine } from './engine-port.ts'
import { createTraceBuilder } from './trace.ts'
import type { TraceBuilder } from './trace.ts'
import type { Trace } from './types.ts'

/** Milliseconds a stale rollout may still take. */
const grace = 250
/** A rollout that takes longer than this shows its frames as they come; a faster one replaces the old picture at once. */
const revealAfter = 150

export interface RolloutEvents {
  onTrace(trace: Trace): void
  onBusy(busy: boolean): void
  /** `null` when a rollout succeeded. */
  onError(message: string | null): void
}

export interface Rollouts {
  /** Shows this scenario's numbers as soon as they are there. Only what changes results starts a rollout. */
  want(scenario: LandscapeScenario): void
}

interface Job {
  scenario: LandscapeScenario
  readonly key: string
  readonly builder: TraceBuilder
  readonly controller: AbortController
  readonly startedAt: number
}

export function createRollouts(engine: Pick<Engine, 'rollout'>, events: RolloutEvents): Rollouts {
  let current: Job | null = null
  let waiting: LandscapeScenario | null = null
  let shown: { key: string; builder: TraceBuilder } | null = null
  let patience = grace
  let timer: ReturnType<typeof setTimeout> | undefined

  const show = (job: Job): void => {
    shown = job
    events.onTrace(job.builder.snapshot(job.scenario))
  }
  const start = (scenario: LandscapeScenario): void => {
    const builder = createTraceBuilder(scenario.steps, scenario.runs.length)
    const job: Job = { scenario, key: resultKey(scenario), builder, controller: new AbortController(), startedAt: performance.now() }
    current = job
    events.onBusy(true)
    const onFrame = (frame: TraceFrame): void => {
      if (current !== job) return
      builder.add(frame)
      if (performance.now() - job.startedAt > revealAfter) show(job)
    }
    const run = async (): Promise<RolloutAnswer> => engine.rollout(scenario, { signal: job.controller.signal, onFrame })
    run().then(
      (answer) => settle(job, answer),
      (error: unknown) => settle(job, error instanceof Error ? error : new Error(String(error))),
    )
  }
  const settle = (job: Job, outcome: RolloutAnswer | Error): void => {
    clearTimeout(timer)
    timer = undefined
    current = null
    if (outcome instanceof Error) fail(outcome)
    else finish(job, outcome)
    const next = waiting
    waiting = null
    if (next) start(next)
    else events.onBusy(false)
  }
  const finish = (job: Job, answer: RolloutAnswer): void => {
    patience = grace
    try {
      job.builder.finish(answer)
      show(job)
      events.onError(null)
    } catch (error) {
      fail(error)
    }
  }
  const fail = (error: unknown): void => {
    if (error instanceof Error && error.name === 'AbortError') return
    shown = null
    events.onError(error instanceof Error ? error.message : String(error))
  }
  const hurry = (job: Job): void => {
    timer ??= setTimeout(() => {
      patience *= 2
      job.controller.abort()
    }, Math.max(0, job.startedAt + patience - performance.now()))
  }

  return {
    want(scenario) {
      const key = resultKey(scenario)
      if (shown?.key === key) events.onTrace(shown.builder.snapshot(scenario))
      if (current) {
        // One that was aborted and has not yet ended brings nothing any more.
        waiting = current.key === key && !current.controller.signal.aborted ? null : scenario
        if (waiting) hurry(current)
        else {
          current.scenario = scenario
          clearTimeout(timer)
          timer = undefined
        }
      } else if (shown?.key !== key) start(scenario)
    },
  }
}

/** What the numbers depend on: the scenario without what only changes how they are drawn. */
function resultKey(scenario: LandscapeScenario): string {
  const runs = scenario.runs.map((run) => ({ ...run, label: undefined, color: undefined, hidden: undefined, tuned: undefined }))
  return JSON.stringify({ ...scenario, tolerance: undefined, view: undefined, sweep: undefined, basins: undefined, seeds: undefined, runs })
}
