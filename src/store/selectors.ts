// What the table and the curves say of a trace, computed from it alone. Codes and numbers, no sentences: the page puts them in words.
import { knownMinimumOf } from '../scenario/minimum.ts'
import type { NoiseKind } from '../scenario/types.ts'
import type { RunTrace, Trace } from './types.ts'

/** The loss that runs are measured against: the landscape's own minimum, else the best that any run has seen. */
export interface Target {
  readonly value: number
  readonly from: 'known' | 'best-seen'
}

export interface RunSummary {
  /** Index in the scenario. */
  readonly run: number
  /** At the last valid entry; NaN where there is none. */
  readonly finalLoss: number
  readonly bestLoss: number
  /** First entry with loss - target <= tolerance, or null. */
  readonly stepsToTolerance: number | null
  /** Of the whole run; null until it has ended. */
  readonly gradientEvaluations: number | null
  /** Computing time; null until it is known. */
  readonly milliseconds: number | null
  readonly status: { readonly code: RunTrace['status']; readonly step: number; readonly why?: string }
}

export function targetOf(trace: Trace): Target | null {
  const known = knownMinimumOf(trace.scenario)
  if (known && Number.isFinite(known.value)) return { value: known.value, from: 'known' }
  const best = trace.runs.map(bestLoss).filter(Number.isFinite)
  return best.length > 0 ? { value: Math.min(...best), from: 'best-seen' } : null
}

export function summarize(trace: Trace): RunSummary[] {
  const target = targetOf(trace)
  return trace.runs.map((run, i) => ({
    run: i,
    finalLoss: run.loss[run.last] ?? Number.NaN,
    bestLoss: bestLoss(run),
    stepsToTolerance: target && stepsTo(run, target.value + trace.scenario.tolerance),
    gradientEvaluations: trace.answer?.runs[i]?.gradientEvaluations ?? null,
    milliseconds: trace.answer?.runs[i]?.milliseconds ?? null,
    status: { code: run.status, step: run.stoppedAt, ...(run.why === undefined ? {} : { why: run.why }) },
  }))
}

function bestLoss(run: RunTrace): number {
  let best = Number.NaN
  for (let k = 0; k <= run.last; k++) {
    const loss = run.loss[k] ?? Number.NaN
    if (!(loss >= best)) best = loss
  }
  return best
}

function stepsTo(run: RunTrace, loss: number): number | null {
  const at = run.loss.findIndex((value) => value <= loss)
  return at < 0 ? null : at
}

/** Distance to the nearest known minimum at each entry, [steps + 1]; null where no minimum is known. */
export function distancesToMinimum(trace: Trace, run: RunTrace): Float64Array | null {
  const points = knownMinimumOf(trace.scenario)?.points ?? []
  if (points.length === 0) return null
  return run.x.map((x, k) => Math.min(...points.map(([px, py]) => Math.hypot(x - px, (run.y[k] ?? Number.NaN) - py))))
}

/** Length of the step that led to each entry, [steps + 1]; NaN at entry 0. */
export function stepLengths(run: RunTrace): Float64Array {
  const { x, y } = run
  return x.map((at, k) => (k === 0 ? Number.NaN : Math.hypot(at - (x[k - 1] ?? 0), (y[k] ?? 0) - (y[k - 1] ?? 0))))
}

/** What was held equal between the runs, and what was not. */
export interface Fairness {
  readonly steps: number
  /** Gradient evaluations of the runs that reached the end; null until known. */
  readonly evaluations: { readonly least: number; readonly most: number } | null
  readonly sameStart: boolean
  readonly noise: { readonly kind: NoiseKind; readonly scale: number }
  /** All runs are given the same noise. */
  readonly sameSeed: boolean
  /** Runs whose rates were found by a search, and the least and most trials one of them took; null where all were set by hand. */
  readonly tuned: { readonly runs: number; readonly least: number; readonly most: number } | null
  readonly ended: { readonly finished: number; readonly diverged: number; readonly refused: number }
}

export function fairness(trace: Trace): Fairness {
  const { scenario, answer, runs } = trace
  const facts = answer?.runs.filter((fact) => fact.status === 'finished').map((fact) => fact.gradientEvaluations) ?? []
  const trials = scenario.runs.flatMap((run) => run.tuned?.trials ?? [])
  const same = (values: readonly unknown[]): boolean => new Set(values.map((v) => JSON.stringify(v))).size <= 1
  const count = (status: RunTrace['status']): number => runs.filter((run) => run.status === status).length
  return {
    steps: scenario.steps,
    evaluations: facts.length > 0 ? { least: Math.min(...facts), most: Math.max(...facts) } : null,
    sameStart: same(scenario.runs.map((run) => run.start ?? scenario.start)),
    noise: { kind: scenario.noise.kind, scale: scenario.noise.scale ?? 0 },
    sameSeed: same(scenario.runs.map((run) => run.seed ?? scenario.seed)),
    tuned: trials.length > 0 ? { runs: trials.length, least: Math.min(...trials), most: Math.max(...trials) } : null,
    ended: { finished: count('finished'), diverged: count('diverged'), refused: count('refused') },
  }
}
