// The golden rows as typed values, for tests alone. Plain JSON imports, so that Node and a browser load them alike.
// `losses`, `networks` and `conventions` lie beside them for what is trained later.
import adamFamily from './trajectories_adam_family.json'
import adaptive from './trajectories_adaptive.json'
import functions from './functions.json'
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

export interface FunctionRow {
  readonly function: string
  readonly domain: readonly (readonly [number, number])[]
  readonly minima: readonly (readonly [number, number])[]
  readonly min_value: number | null
  readonly f32_dev_value: number
  readonly f32_dev_grad: number
  /** `[x, y, f, f_x, f_y, f_xx, f_xy, f_yy]` */
  readonly points: readonly (readonly number[])[]
}

/** All optimizer runs of the five families. A cast, because TypeScript reads a JSON tuple as a list of any length. */
export const trajectories = [sgdMomentum, adaptive, adamFamily, modern, secondOrder].flatMap((family) => family.cases as unknown as Trajectory[])

export const functionRows = functions.functions as unknown as readonly FunctionRow[]

/** The runs of each optimizer. */
export const trajectoriesOf: ReadonlyMap<string, readonly Trajectory[]> = new Map(
  [...new Set(trajectories.map((row) => row.optimizer))].map((id) => [id, trajectories.filter((row) => row.optimizer === id)]),
)
