// The plan of a training: what crosses to the worker. The data themselves do not: the worker makes or loads them, and builds
// the networks once it knows how wide they are.
import type { RuleGroup } from '../plan-types.ts'
import type { DatasetChoice } from './types.ts'

/** A loss as text, its parameters as numbers. Names: y, p or z (pointwise) or l (classwise), `classes`, the parameters. */
export interface LossText {
  readonly kind: 'pointwise' | 'classwise'
  readonly formula: string
  readonly params: Readonly<Record<string, number>>
  readonly targets: 'onehot' | 'sign'
  readonly output: 'number' | 'logit' | 'margin'
}

export interface ModelText {
  readonly id: string
  readonly hidden: readonly number[]
  /** A formula of z. */
  readonly activation: string
  readonly dropout: number
  /** Id of the initialisation. */
  readonly init: string
  readonly weights: readonly number[] | null
}

/** Runs trained together: one rule, one network, one batch size. `seeds` are those of the initial weights, [runs]. */
export interface TrainGroup extends RuleGroup {
  readonly model: ModelText
  readonly batch: number | 'all'
}

export interface TrainPlan {
  readonly dataset: DatasetChoice
  readonly loss: LossText
  readonly penalty: { readonly l1: number; readonly l2: number }
  readonly epochs: number
  readonly growth: { readonly factor: number; readonly every: number } | null
  readonly patience: number | null
  readonly seed: number
  readonly groups: readonly TrainGroup[]
  readonly runCount: number
}
