// The published runs of the optimizers as typed values: for tests, and for the self-test in a person's own browser. Plain JSON
// imports, so that Node and a browser load them alike.
import adamFamily from './trajectories_adam_family.json'
import adaptive from './trajectories_adaptive.json'
import modern from './trajectories_modern.json'
import secondOrder from './trajectories_second_order.json'
import sgdMomentum from './trajectories_sgd_momentum.json'

export type GoldenValue = number | boolean | string | null

/** One optimizer run; the fields are explained in README.md beside this file. */
export interface Trajectory {
  readonly case: string
  readonly optimizer: string
  readonly hyper: Readonly<Record<string, GoldenValue>>
  readonly function: string
  readonly start: readonly [number, number]
  /** `[step, x, y, loss]` */
  readonly steps: readonly (readonly [number, number, number, number])[]
  /** `average`, `y`, `z`: `[step, x, y]`; `d`: `[step, d]` */
  readonly aux?: Readonly<Record<string, readonly (readonly number[])[]>>
  readonly f32_comparable: boolean
  readonly tol_f64: number
  readonly tol_f64_loss: number
  readonly tol_f32: number | null
  readonly tol_f32_loss: number | null
}

/** All optimizer runs of the five families. A cast, because TypeScript reads a JSON tuple as a list of any length. */
export const trajectories = [sgdMomentum, adaptive, adamFamily, modern, secondOrder].flatMap((family) => family.cases as unknown as Trajectory[])

/** x, y and loss by entry; more may be in it. */
interface Found {
  readonly x?: ArrayLike<number>
  readonly y?: ArrayLike<number>
  readonly loss?: ArrayLike<number>
}

/** The largest deviation from a row, in units of its tolerance: at most 1 passes. What is not a number is worst of all. */
export function deviation(row: Trajectory, { x = [], y = [], loss = [] }: Found, precision: 'float64' | 'float32'): number {
  const [tolerance, lossTolerance] = precision === 'float64' ? [row.tol_f64, row.tol_f64_loss] : [row.tol_f32 ?? Number.NaN, row.tol_f32_loss ?? Number.NaN]
  const off = (column: ArrayLike<number>, step: number, wanted: number): number => Math.abs((column[step] ?? Number.NaN) - wanted)
  const ratios = row.steps.flatMap(([step, refX, refY, refLoss]) => [
    off(x, step, refX) / tolerance, off(y, step, refY) / tolerance, off(loss, step, refLoss) / (1 + Math.abs(refLoss)) / lossTolerance,
  ])
  return ratios.some(Number.isNaN) ? Infinity : Math.max(...ratios)
}
