// Finding a good rate for each run under one stated budget: every run gets the same number of trials of the same length. What is
// chosen is not the best trial but the one whose neighbours are good as well.
import type { SummaryAnswer } from '../protocol/messages.ts'
import { robustCell } from '../scenario/best-cell.ts'
import { axisValues, lacking, planSweep } from '../scenario/plan-sweep.ts'
import type { LandscapeScenario, RunSpec, SweepAxis } from '../scenario/types.ts'
import { axisFor, secondParam, usualRate } from '../scenario/views.ts'
import type { Engine } from './engine-port.ts'
import type { Tuning } from './sweep-types.ts'

/** Trials per run: rates alone, or rates by values of a second parameter. */
export const tuneBudget = { rates: 64, grid: 24, decades: 6 } as const

export interface Found {
  readonly run: number
  readonly values: Readonly<Record<string, number>>
  readonly trials: number
}

export interface TuneOptions {
  readonly second: boolean
  readonly signal: AbortSignal
  readonly onProgress: (tuning: Tuning) => void
}

/** Runs without a rate, and runs of which no trial came through, are left out. Rejects with AbortError when aborted. */
export async function findRates(
  engine: Pick<Engine, 'summary'>, scenario: LandscapeScenario, runs: readonly number[], { second, signal, onProgress }: TuneOptions,
): Promise<Found[]> {
  const found: Found[] = []
  const able = runs.filter((run) => lacking(scenario, run, ['lr']).length === 0)
  for (const [done, run] of able.entries()) {
    const spec = scenario.runs[run]
    if (spec === undefined) continue
    const axes = tuneAxes(spec, second)
    const size = axes.length > 1 ? tuneBudget.grid : tuneBudget.rates
    const onFrame = (p: { done: number; total: number }): void => onProgress({ done, of: able.length, progress: (done + p.done / Math.max(1, p.total)) / able.length })
    onProgress({ done, of: able.length, progress: done / able.length })
    const answer = await engine.summary(planSweep(scenario, run, axes, size), { signal, onFrame })
    const values = choose(answer, axes, size, spec)
    if (values !== null) found.push({ run, values, trials: size ** axes.length })
  }
  return found
}

/** Rates around the one that the rule starts with, and values of its memory where it has one. */
function tuneAxes(run: RunSpec, second: boolean): readonly SweepAxis[] {
  const middle = usualRate(run)
  const half = 10 ** (tuneBudget.decades / 2)
  const rates: SweepAxis = { param: 'lr', min: middle / half, max: middle * half, scale: 'log' }
  const name = second ? secondParam(run, 'lr') : null
  return name === null ? [rates] : [rates, axisFor(name, [run])]
}

function choose(answer: SummaryAnswer, axes: readonly SweepAxis[], size: number, run: RunSpec): Record<string, number> | null {
  const rows = axes.length > 1 ? size : 1
  const cell = robustCell(answer, size, rows)
  if (cell === null) return null
  const places = [cell % size, Math.floor(cell / size)]
  return Object.fromEntries(axes.map((axis, i) => [axis.param, Number((axisValues(axis, size, run)[places[i] ?? 0] ?? Number.NaN).toPrecision(3))]))
}

/** The runs with what was found for them; only runs that are still as they were when the search began. */
export function withFound<S extends { readonly runs: readonly RunSpec[] }>(scenario: S, before: S, found: readonly Found[]): S {
  const runs = scenario.runs.map((run, i) => {
    const mine = found.find((one) => one.run === i)
    if (mine === undefined || JSON.stringify(run) !== JSON.stringify(before.runs[i])) return run
    const tuned = { trials: mine.trials, over: Object.keys(mine.values) }
    return typeof run.optimizer === 'string'
      ? { ...run, hyper: { ...run.hyper, ...mine.values }, tuned }
      : { ...run, optimizer: { ...run.optimizer, hyper: { ...run.optimizer.hyper, ...mine.values } }, tuned }
  })
  return { ...scenario, runs }
}
