// For tests only: scenarios in one line, and their rollouts on the float64 reference.
import type { DeviceReport, SummaryAnswer, TraceFrame } from '../protocol/messages.ts'
import { planSweep } from '../scenario/plan-sweep.ts'
import { planRollout } from '../scenario/plan.ts'
import type { Plan, PlanGroup } from '../scenario/plan-types.ts'
import type { LandscapeScenario, SweepAxis } from '../scenario/types.ts'
import { referenceStepper } from './reference-stepper.ts'
import type { GroupStepper } from './stepper.ts'
import { summarize } from './summary.ts'

export const scenario = (given: Pick<LandscapeScenario, 'landscape' | 'start' | 'steps' | 'runs'> & Partial<LandscapeScenario>): LandscapeScenario => ({
  version: 1, kind: 'landscape', seed: 1, noise: { kind: 'none' }, device: 'cpu', tolerance: 1e-6, ...given,
})

/** A run's whole trace: columns of steps + 1 entries. */
export interface RunTrace {
  readonly columns: Readonly<Record<string, Float64Array>>
  readonly stoppedAt: number
  readonly evaluations: number
}

type Start = (plan: Plan, group: PlanGroup) => GroupStepper
const onReference: Start = (plan, group) => referenceStepper(plan, group, true)

/** Traces in the scenario's order. `cuts` are the entries after which an advance ends; none is one advance. */
export async function traces(plan: Plan, cuts: readonly number[] = [], start = onReference): Promise<RunTrace[]> {
  const found: RunTrace[] = []
  for (const group of plan.groups) {
    const stepper = start(plan, group)
    const frames: TraceFrame[] = []
    const ends = [...new Set([...cuts.filter((c) => c > 0 && c < plan.steps + 1), plan.steps + 1])].toSorted((a, b) => a - b)
    for (const [i, end] of ends.entries()) frames.push(await stepper.advance(end - (ends[i - 1] ?? 0)))
    group.runs.forEach((run, i) => (found[run] = { ...traceOf(frames, i), evaluations: stepper.evaluations()[i] ?? Number.NaN }))
    stepper.dispose()
  }
  return found
}

/** A run's sweep, on the device that the scenario names. */
export function sweepOn(given: LandscapeScenario, index: number, axes: readonly SweepAxis[], size: number, devices: readonly DeviceReport[] = []): Promise<SummaryAnswer> {
  return summarize(planSweep(given, index, axes, size), { signal: new AbortController().signal, send: () => Promise.resolve() }, devices)
}

export const rollout = (given: LandscapeScenario): Promise<RunTrace[]> => traces(planRollout(given))

function traceOf(frames: readonly TraceFrame[], run: number): Omit<RunTrace, 'evaluations'> {
  const names = ['x', 'y', 'loss', 'gradNorm', 'lr'] as const
  const part = (frame: TraceFrame, column: Float64Array): Float64Array => column.subarray(run * frame.count, (run + 1) * frame.count)
  const joined = (pick: (frame: TraceFrame) => Float64Array): Float64Array => Float64Array.from(frames.flatMap((f) => [...part(f, pick(f))]))
  const slots = Object.keys(frames[0]?.slots ?? {}).map((name) => [`slots.${name}`, joined((f) => f.slots[name] ?? new Float64Array())] as const)
  const columns = Object.fromEntries([...names.map((name) => [name, joined((f) => f[name])] as const), ...slots])
  return { columns, stoppedAt: frames[frames.length - 1]?.stoppedAt[run] ?? Number.NaN }
}
