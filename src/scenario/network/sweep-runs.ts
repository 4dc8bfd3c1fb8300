// A sweep over what a run is trained with: the grid as runs, all trained together in one session.
import { runNumber, runNumbers, withNumber } from '../run-numbers.ts'
import { isValidNumber } from '../values.ts'
import { axisFor, secondParam, usualRate } from '../views.ts'
import { networkRates } from './rates.ts'
import type { NetworkRun, NetworkScenario, NetworkSweep, SweepRange, SweepSide } from './types.ts'

/** As many networks as one sweep may train, seeds included. */
export const mostSweepRuns = 1024

/** Values of a side that is a range, where nobody said how many. */
const usualCount = 32

export interface SweepCell {
  /** Place among the values of x and of y; y is 0 where there is no second side. */
  readonly column: number
  readonly row: number
  /** The scenario's run that the cell varies. */
  readonly index: number
  /** With the first of the cell's seeds. */
  readonly run: NetworkRun
}

export interface SweepGrid {
  readonly xs: readonly number[]
  /** One NaN where there is no second side. */
  readonly ys: readonly number[]
  readonly seeds: number
  /** Row by row, [ys.length * xs.length]. */
  readonly cells: readonly SweepCell[]
  /** What is trained, the seeds of a cell one after the other: [cells, seeds]. */
  readonly runs: readonly NetworkRun[]
}

/** What can be swept for this run of a race: the numbers of its rule, schedule and modifiers, what every network has, and where there are several, the runs. */
export function sweepable(run: NetworkRun, runs = 1): readonly string[] {
  const numbers = runNumbers(run).filter(({ value }) => value !== null)
  return [...numbers.map(({ name }) => name), 'batch', 'width', 'seed', ...(runs > 1 ? ['run'] : [])]
}

/** Labels and colours are left to the page. */
export function sweepGrid(scenario: NetworkScenario, index: number, { x, y, seeds = 1 }: NetworkSweep): SweepGrid {
  const mine = scenario.runs[index]
  const xs = sideValues(x, scenario, mine)
  const ys = y === undefined ? [Number.NaN] : sideValues(y, scenario, mine)
  const cells = ys.flatMap((up, row) =>
    xs.map((across, column) => {
      const values = [[x.param, across] as const, ...(y === undefined ? [] : [[y.param, up] as const])]
      const at = (values.find(([param]) => param === 'run')?.[1] ?? index + 1) - 1
      return { column, row, index: at, run: values.reduce((run, [param, value]) => withValue(scenario, run, param, value), runAt(scenario, at)) }
    }),
  )
  const runs = cells.flatMap(({ run }) => Array.from({ length: seeds }, (_, i) => (i === 0 ? run : { ...run, seed: ((run.seed ?? scenario.seed) + i) % 2 ** 32 })))
  return { xs, ys, seeds, cells, runs }
}

/** How many networks a sweep comes to, without making them. */
export function sweepSize(scenario: NetworkScenario, index: number, { x, y, seeds = 1 }: NetworkSweep): number {
  const mine = scenario.runs[index]
  return sideValues(x, scenario, mine).length * (y === undefined ? 1 : sideValues(y, scenario, mine).length) * seeds
}

/** The values along a side. Ranges give few digits, and whole numbers where there are no others; each value once. */
export function sideValues(side: SweepSide, { runs }: Pick<NetworkScenario, 'runs'>, run: NetworkRun | undefined): readonly number[] {
  if ('values' in side) return side.param === 'run' ? side.values.filter((value) => value <= runs.length) : side.values
  const { param, min, max, count, scale } = side
  const whole = ['batch', 'width', 'seed', 'run'].includes(param) || (run !== undefined && runNumber(run, param)?.param?.valid.integer === true)
  const values = Array.from({ length: count }, (_, i) => {
    const along = i / (count - 1)
    const value = scale === 'log' ? min * (max / min) ** along : min + (max - min) * along
    return whole ? Math.round(value) : Number(value.toPrecision(4))
  })
  return [...new Set(values)].filter((value) => param !== 'run' || value <= runs.length)
}

function runAt({ runs }: Pick<NetworkScenario, 'runs'>, index: number): NetworkRun {
  const run = runs[index]
  if (run === undefined) throw new Error(`run ${index}: expected one of ${runs.length}`)
  return run
}

/** Numbers of a run and what every network has come from one list, `sweepable`. */
function withValue({ model }: NetworkScenario, run: NetworkRun, param: string, value: number): NetworkRun {
  switch (param) {
    case 'run':
      return run
    case 'batch':
      return { ...run, batch: value }
    case 'width':
      return { ...run, widths: (run.widths ?? model.hidden).map(() => value) }
    case 'seed':
      return { ...run, seed: value }
    default: {
      const { tuned: _, ...rest } = run
      return withNumber(rest, param, value)
    }
  }
}

/** Values to begin with: around what the run has now. */
export function usualValues(run: NetworkRun, param: string, runs = 1): readonly number[] {
  if (param === 'run') return Array.from({ length: runs }, (_, i) => i + 1)
  if (param === 'seed') return [1, 2, 3, 4, 5]
  if (param === 'batch') return [8, 16, 32, 64]
  if (param === 'width') return [2, 4, 8, 16]
  const { value: now = null, param: declared = null } = runNumber(run, param) ?? {}
  const middle = now !== null && now > 0 ? now : 0.01
  const around = param !== 'lr' && middle > 0.5 && middle < 1 ? belowOne(middle) : [0.1, 0.3, 1, 3, 10].map((factor) => tidy(middle * factor))
  if (declared === null) return around
  return [...new Set(declared.valid.integer === true ? around.map(Math.round) : around)].filter((value) => isValidNumber(declared, value))
}

/** A decay close to 1 is varied by its distance from 1. */
const belowOne = (middle: number): number[] => [10, 3, 1, 0.3].map((factor) => tidy(1 - Math.min(1, (1 - middle) * factor)))

const tidy = (value: number): number => Number(value.toPrecision(3))

/** A range to begin with: from too little to too much. */
export function usualRange(run: NetworkRun, param: string, count = usualCount): SweepRange {
  const range = (min: number, max: number, scale: SweepRange['scale']): SweepRange => ({ param, min, max, count, scale })
  if (param === 'seed' || param === 'run') return range(1, count, 'linear')
  if (param === 'batch') return range(4, 256, 'log')
  if (param === 'width') return range(1, count, 'linear')
  const { min, max, scale } = axisFor(param, [run])
  const below = runNumber(run, param)?.param?.valid.below
  return range(min, below !== undefined && max >= below ? tidy(min + 0.99 * (below - min)) : max, scale)
}

/** The scenario's sweep where it suits the run, else rates against batch sizes. */
export function sweepOfRun({ sweep, runs }: NetworkScenario, index: number): NetworkSweep {
  const run = runAt({ runs }, index)
  const params = sweepable(run, runs.length)
  if (sweep !== undefined && [sweep.x, sweep.y].every((side) => side === undefined || params.includes(side.param))) return sweep
  const side = (param: string): SweepSide => ({ param, values: usualValues(run, param) })
  return params.includes('lr') ? { x: side('lr'), y: side('batch') } : { x: side('batch') }
}

/** As many networks as there may be, in one square: the rate against the rule's memory, or against seeds. */
export function largestSweep(scenario: NetworkScenario, index: number, now: NetworkSweep): NetworkSweep {
  const run = runAt(scenario, index)
  const params = sweepable(run)
  const x = params.includes('lr') ? 'lr' : (params[0] ?? 'seed')
  const full = (param: string): boolean => param !== x && sideValues(usualRange(run, param), scenario, run).length === usualCount
  const y = [now.y?.param, now.x.param, secondParam(run, x), 'seed'].find((param) => typeof param === 'string' && params.includes(param) && full(param)) ?? 'seed'
  return { x: usualRange(run, x), y: usualRange(run, y) }
}

/** Trials of a search for each run: rates alone, or so many rates by as many values of a second number. */
export const networkBudget = { rates: 32, grid: 12, decades: 4 } as const

/** The trials of one run: rates around the one that its rule starts with on networks; null for a run without a rate. */
export function tuneSweep(run: NetworkRun, second: boolean): NetworkSweep | null {
  if (typeof runNumber(run, 'lr')?.value !== 'number') return null
  const middle = (typeof run.optimizer === 'string' ? networkRates[run.optimizer] : undefined) ?? usualRate(run)
  const half = 10 ** (networkBudget.decades / 2)
  const name = second ? secondParam(run, 'lr') : null
  const count = name === null ? networkBudget.rates : networkBudget.grid
  const x: SweepRange = { param: 'lr', min: middle / half, max: middle * half, count, scale: 'log' }
  return name === null ? { x } : { x, y: usualRange(run, name, count) }
}
