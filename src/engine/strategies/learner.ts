// One run of a rule on any objective over the parameters of a network: what strategies train with where a plain training is
// not enough (gradients averaged over workers, gradients at older or rounded parameters, frozen layers).
import type { TensorSpec } from '../../catalog/network-types.ts'
import type { RunSpec } from '../../scenario/types.ts'
import { ruleGroup } from '../../scenario/plan.ts'
import { RunLanes } from '../network/run-lanes.ts'

export interface Objective {
  /** Writes the gradient at `point`, [params], and returns the loss. `t` is 1 for the first update. */
  (point: Float64Array, gradient: Float64Array, t: number): number
}

export class Learner {
  /** The parameters as they are, [params]; not to be written to. */
  readonly params: Float64Array
  /** Updates made. */
  updates = 0
  private readonly lanes: RunLanes
  private readonly objective: Objective

  /** @throws FormulaError, RefusedRule */
  constructor(run: RunSpec, tensors: readonly TensorSpec[], initial: Float64Array, horizon: number, objective: Objective) {
    this.objective = objective
    this.lanes = new RunLanes({ group: ruleGroup(run), tensors, initial, horizon, evaluate: (point, gradient) => this.objective(point, gradient, this.updates + 1) })
    this.params = this.lanes.params(0)
  }

  /** One update; returns the loss at the point from which it was made. */
  step(): number {
    this.lanes.beginStep(this.updates + 1)
    const { loss } = this.lanes.entry(0)
    this.lanes.move()
    this.lanes.endStep()
    this.updates++
    return loss
  }

  /** Goes on from another point; what the rule remembers stays. For rules without a reported point of their own. */
  moveTo(point: Float64Array): void {
    this.params.set(point)
  }
}
