// Scenario -> what is asked of the engine for its grids: a sweep over two parameters, a map of starts, many seeds, a search for
// a good rate. All are the plan of one run and the values of what is varied. Pure.
import type { Range } from '../catalog/types.ts'
import { knownMinimumOf } from './minimum.ts'
import { planRollout } from './plan.ts'
import { ruleNumbers, runNumber } from './run-numbers.ts'
import type { Plan } from './plan-types.ts'
import type { LandscapeScenario, RunSpec, SweepAxis } from './types.ts'
import { numbersIn } from './values.ts'
import { domainOf } from './views.ts'

/** As protocol/messages.ts has them; the scenario knows no protocol. */
export interface Grid {
  readonly plan: Plan
  readonly axes: readonly { readonly column: string; readonly values: Float64Array }[]
  readonly device: LandscapeScenario['device']
}

export interface TargetGrid extends Grid {
  readonly target: number
}

/** Centres of `count` equal cells of a range, equal in the logarithm for a log scale. */
export function cellCentres({ min, max, scale }: Pick<SweepAxis, 'min' | 'max' | 'scale'>, count: number): Float64Array {
  const [low, high] = scale === 'log' ? [Math.log(min), Math.log(max)] : [min, max]
  return Float64Array.from({ length: count }, (_, i) => {
    const at = low + ((high - low) * (i + 0.5)) / count
    return scale === 'log' ? Math.exp(at) : at
  })
}

/** A value's place on an axis in cells, 0 … count at the edges; outside it lies outside. */
export function cellOf({ min, max, scale }: Pick<SweepAxis, 'min' | 'max' | 'scale'>, count: number, value: number): number {
  const place = scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)
  return place * count
}

/** The values along one axis for one run: whole numbers where its rule wants them. */
export function axisValues(axis: SweepAxis, size: number, run: RunSpec): Float64Array {
  const centres = cellCentres(axis, size)
  return runNumber(run, axis.param)?.param?.valid.integer === true ? centres.map(Math.round) : centres
}

/**
 * The parameters of a sweep that a run does not have. One that another value is worked out from (a null that stands for
 * a formula of it) cannot be varied alone either.
 */
export function lacking(scenario: LandscapeScenario, index: number, params: readonly string[]): readonly string[] {
  const columns = planOfOne(scenario, index).groups[0]?.columns ?? {}
  const run = runAt(scenario, index)
  return params.filter((name) => !Object.hasOwn(columns, runNumber(run, name)?.column ?? '') || isFollowed(run, name))
}

const isFollowed = (run: RunSpec, name: string): boolean =>
  ruleNumbers(run).some(({ param, value }) => value === null && new RegExp(`\\b${name}\\b`).test(param?.whenNull ?? ''))

/** x runs fastest. @throws when the run lacks one of them: ask `lacking` first. */
export function planSweep(scenario: LandscapeScenario, index: number, axes: readonly SweepAxis[], size: number): TargetGrid {
  const run = runAt(scenario, index)
  return {
    ...gridOf(scenario, index),
    axes: axes.map((axis) => ({ column: runNumber(run, axis.param)?.column ?? axis.param, values: axisValues(axis, size, run) })),
    target: arrivalLoss(scenario),
  }
}

/** Every start of a grid over the box that is drawn. */
export function planBasins(scenario: LandscapeScenario, index: number, size: number): TargetGrid {
  const [x, y] = domainOf(scenario)
  const values = ([min, max]: Range): Float64Array => cellCentres({ min, max, scale: 'linear' }, size)
  return {
    ...gridOf(scenario, index),
    axes: [{ column: 'start.x', values: values(x) }, { column: 'start.y', values: values(y) }],
    target: arrivalLoss(scenario),
  }
}

/** The run under its own seed and the ones after it. */
export function planSeeds(scenario: LandscapeScenario, index: number, count: number): Grid {
  const first = runAt(scenario, index).seed ?? scenario.seed
  return { ...gridOf(scenario, index), axes: [{ column: 'seed', values: Float64Array.from({ length: count }, (_, i) => (first + i) % 2 ** 32) }] }
}

/** Loss at which a run has arrived; -Infinity where no minimum is known. */
export function arrivalLoss(scenario: LandscapeScenario): number {
  const value = knownMinimumOf(scenario)?.value
  return value !== undefined && Number.isFinite(value) ? value + scenario.tolerance : Number.NEGATIVE_INFINITY
}

function gridOf(scenario: LandscapeScenario, index: number): Pick<Grid, 'plan' | 'device'> {
  return { plan: planOfOne(scenario, index), device: scenario.device }
}

/** A native rule has its numbers beside the columns; a grid varies columns. */
function planOfOne(scenario: LandscapeScenario, index: number): Plan {
  const plan = planRollout({ ...scenario, runs: [runAt(scenario, index)] })
  const groups = plan.groups.map((group) => {
    const numbers = Object.entries(numbersIn(group.nativeHyper[0] ?? {}))
    return { ...group, columns: { ...Object.fromEntries(numbers.map(([name, value]) => [name, Float64Array.of(value)])), ...group.columns } }
  })
  return { ...plan, groups }
}

function runAt({ runs }: LandscapeScenario, index: number): RunSpec {
  const run = runs[index]
  if (run === undefined) throw new Error(`run ${index}: expected one of ${runs.length}`)
  return run
}
