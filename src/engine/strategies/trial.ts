// One plain training of one network, as the Network tab would make it, but stepped by hand: what strategies compare with
// each other.
import type { Table } from '../../catalog/network-types.ts'
import { fillNetworkDefaults } from '../../scenario/network/defaults.ts'
import type { PartialNetworkScenario } from '../../scenario/network/defaults.ts'
import { planTraining } from '../../scenario/network/plan.ts'
import type { NetworkRun } from '../../scenario/network/types.ts'
import type { Rows } from '../network/contract.ts'
import { evaluate } from '../network/inspect/metrics.ts'
import type { Evaluation } from '../network/inspect/metrics.ts'
import { prepare } from '../network/prepare.ts'
import type { Prepared } from '../network/prepare.ts'
import { buildProblem } from '../network/problem.ts'
import type { GroupProblem } from '../network/problem.ts'
import { ReferenceNetwork } from '../network/reference-network.ts'
import { Learner } from './learner.ts'

export interface TrialSetup extends Pick<PartialNetworkScenario, 'dataset' | 'model' | 'loss' | 'batch' | 'epochs' | 'growth'> {
  /** Rows of `dataset`, or a part of them. */
  readonly table: Table
  readonly run: NetworkRun
  /** Of the split, the order of the batches and augmentation; and, unless the run has its own, of the weights. */
  readonly seed: number
}

export class Trial {
  readonly prepared: Prepared
  readonly built: GroupProblem
  readonly reference: ReferenceNetwork
  readonly learner: Learner

  /** @throws Error with one sentence when model, loss and data do not fit. */
  constructor({ table, run, seed, ...rest }: TrialSetup) {
    const plan = planTraining(fillNetworkDefaults({ kind: 'network', ...rest, runs: [run], seed }))
    const [group] = plan.groups
    if (!group) throw new Error('a training without runs')
    this.prepared = prepare(table, { ...plan.dataset, seed })
    this.built = buildProblem(plan, group, this.prepared)
    const { network, loss, penalty, initial, steps, batch } = this.built.problem
    this.reference = new ReferenceNetwork(network, loss, penalty)
    this.learner = new Learner(run, network.tensors, initial, steps, (point, gradient, t) => this.reference.lossAndGradient(point, batch(t), gradient))
  }

  /** Updates in all. */
  get steps(): number {
    return this.built.problem.steps
  }

  /** Loss and accuracy (or R squared) where it stands. */
  judge(rows: Rows): Evaluation {
    const { problem, meaning } = this.built
    return evaluate(problem.loss, this.reference.forward(this.learner.params, rows), rows, meaning)
  }
}
