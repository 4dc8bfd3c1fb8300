// A sweep over what a run is trained with: the grid as runs, all trained together in one session.
import type { HyperValue } from '../types.ts'
import { hyperOf } from '../values.ts'
import type { NetworkRun, NetworkScenario, NetworkSweep } from './types.ts'

/** More runs than this take a software device too long to be of use. */
export const mostSweepRuns = 64

export interface SweepCell {
  /** Place among the values of x and of y; y is 0 where there is no second side. */
  readonly column: number
  readonly row: number
  readonly run: NetworkRun
}

/** What can be swept for this run: its rule's numbers and what every network has. */
export function sweepable(run: NetworkRun): readonly string[] {
  const numbers = Object.entries(hyperOf(run)).filter(([, value]: readonly [string, HyperValue]) => typeof value === 'number')
  return [...numbers.map(([name]) => name), 'batch', 'width', 'seed']
}

/** Row by row. Labels and colours are left to the page. */
export function sweepCells(scenario: NetworkScenario, run: NetworkRun, { x, y }: NetworkSweep): readonly SweepCell[] {
  return (y?.values ?? [Number.NaN]).flatMap((up, row) =>
    x.values.map((across, column) => {
      const one = withValue(scenario, run, x.param, across)
      return { column, row, run: y === undefined ? one : withValue(scenario, one, y.param, up) }
    }),
  )
}

/** Names in hyper and own fields come from one list, `sweepable`. */
function withValue({ model }: NetworkScenario, run: NetworkRun, param: string, value: number): NetworkRun {
  switch (param) {
    case 'batch':
      return { ...run, batch: value }
    case 'width':
      return { ...run, widths: (run.widths ?? model.hidden).map(() => value) }
    case 'seed':
      return { ...run, seed: value }
    default: {
      const { tuned: _, ...rest } = run
      return { ...rest, hyper: { ...run.hyper, [param]: value } }
    }
  }
}

/** Values to begin with: around what the run has now. */
export function usualValues(run: NetworkRun, param: string): readonly number[] {
  if (param === 'seed') return [1, 2, 3, 4, 5]
  if (param === 'batch') return [8, 16, 32, 64]
  if (param === 'width') return [2, 4, 8, 16]
  const now = hyperOf(run)[param]
  const middle = typeof now === 'number' && now > 0 ? now : 0.01
  // A decay close to 1 is varied by its distance from 1.
  if (param !== 'lr' && middle > 0.5 && middle < 1) return [10, 3, 1, 0.3].map((factor) => tidy(1 - Math.min(1, (1 - middle) * factor)))
  return [0.1, 0.3, 1, 3, 10].map((factor) => tidy(middle * factor))
}

const tidy = (value: number): number => Number(value.toPrecision(3))
