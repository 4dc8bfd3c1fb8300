// Where very many runs are judged: at places evenly over the epochs, the same for all groups, so that runs with other batch sizes
// can be held against each other. A group that makes few updates comes to several places with one.
import type { BatchPlan } from './batches.ts'

export class RacePlaces {
  /** Updates made when each place is reached, ascending. */
  private readonly updates: readonly number[]

  constructor({ epochSteps, updatesAt }: Pick<BatchPlan, 'epochSteps' | 'updatesAt'>, count: number) {
    if (!(count >= 2)) throw new Error(`places: expected at least 2, got ${count}`)
    this.updates = Array.from({ length: count }, (_, place) => updatesAt((place * epochSteps.length) / (count - 1)))
  }

  /** The updates of the first place that is not before so many. */
  from(updates: number): number {
    return this.updates.find((at) => at >= updates) ?? Infinity
  }

  /** The first and the last place that lie at just so many updates, or null. */
  at(updates: number): readonly [number, number] | null {
    const first = this.updates.indexOf(updates)
    return first < 0 ? null : [first, this.updates.lastIndexOf(updates)]
  }

  /** All places after so many updates, for a group that makes no more; or null where there are none. */
  after(updates: number): readonly [number, number] | null {
    const first = this.updates.findIndex((at) => at > updates)
    return first < 0 ? null : [first, this.updates.length - 1]
  }
}
