// One group of a training: its stepper, the places at which it is judged, early stopping, and where its parameters have been.
// What is judged when depends on the plan alone, never on the clock.
import type { EntriesFrame, EvaluationFrame, RaceFrame, TrainFact } from '../../protocol/network-messages.ts'
import type { TrainGroup, TrainPlan } from '../../scenario/network/plan-types.ts'
import { isFinite32 } from '../stepper.ts'
import type { NetworkStepper } from './contract.ts'
import { evaluate } from './inspect/metrics.ts'
import { Snapshots } from './inspect/snapshots.ts'
import type { GroupProblem } from './problem.ts'
import { RacePlaces } from './race-places.ts'

/** Sends a frame to the page. */
type Send = (frame: EntriesFrame | EvaluationFrame | RaceFrame) => Promise<void>

/** Of a whole training. */
const evaluations = 300
/** Multiply-adds that take no time worth saving. */
const cheap = 2e5
/** Numbers kept of all paths of a group. */
const pathBudget = 8e6

export class GroupTraining {
  /** Updates made. */
  done = 0
  ended = false
  readonly snapshots: Snapshots
  private readonly every: number
  private judgedAt = -1
  private readonly stoppedAt: Int32Array
  private readonly earlyAt: Int32Array
  private readonly best: Float64Array
  private readonly waited: Float64Array
  readonly group: TrainGroup
  readonly built: GroupProblem
  readonly stepper: NetworkStepper
  private readonly patience: number | null
  /** Where runs are judged that are too many to be told of one by one. */
  private readonly places: RacePlaces | null
  private turn: Promise<unknown> = Promise.resolve()

  constructor(plan: TrainPlan, group: TrainGroup, built: GroupProblem, stepper: NetworkStepper, places: number | null = null) {
    this.group = group
    this.built = built
    this.stepper = stepper
    this.patience = plan.patience
    this.places = places === null ? null : new RacePlaces(built.batches, places)
    const runs = group.runs.length
    const { batches, judged, validation, problem } = built
    this.snapshots = new Snapshots(runs, problem.network.params, pathBudget)
    this.stoppedAt = new Int32Array(runs).fill(-1)
    this.earlyAt = new Int32Array(runs).fill(-1)
    this.best = new Float64Array(runs).fill(Infinity)
    this.waited = new Float64Array(runs)
    // A forward pass costs a third of an update; where it takes any time, judging may cost half as much as training.
    const rows = judged.count + validation.count
    const dear = rows * problem.network.params > cheap ? rows / (1.5 * Math.max(1, batches.samplesAt(1))) : 1
    this.every = Math.max(1, Math.ceil(batches.steps / evaluations), Math.ceil(dear))
  }

  /** Goes on until `target` updates are made, or to the next place at which it is judged. Frames are for the page. */
  async advance(target: number, send: Send, clock: () => number): Promise<void> {
    const { steps } = this.built.problem
    if (this.judgedAt < 0) await this.judge(send, clock)
    while (this.done < target && !this.ended) {
      const stop = Math.min(target, this.nextJudged())
      await this.make(stop - this.done, send)
      if (this.done === this.nextJudgedFrom(this.done) || this.done === steps) await this.judge(send, clock)
      if (this.ended || !this.stoppedAt.every((at, i) => at >= 0 || (this.earlyAt[i] ?? -1) >= 0)) continue
      this.ended = true
      if (this.places !== null && this.done < steps) await this.judge(send, clock)
    }
    if (this.done < steps || this.ended) return
    await this.make(1, send)
    this.done = steps
    this.ended = true
  }

  /** Judges the present state, unless that has been done. */
  async look(send: Send, clock: () => number): Promise<void> {
    if (this.judgedAt !== this.done) await this.judge(send, clock)
  }

  /** The parameters as they stand, [runs, params], and after how many updates. */
  present(): Promise<{ readonly entry: number; readonly values: Float64Array }> {
    return this.alone(async () => ({ entry: this.done, values: await this.stepper.parameters() }))
  }

  facts(): TrainFact[] {
    return this.group.runs.map((_, i): TrainFact => {
      const [diverged = -1, early = -1] = [this.stoppedAt[i], this.earlyAt[i]]
      if (diverged >= 0) return { status: 'diverged', stoppedAt: diverged }
      return early >= 0 ? { status: 'stopped-early', stoppedAt: early } : { status: 'finished', stoppedAt: this.done }
    })
  }

  divergedAt(row: number): number {
    return this.stoppedAt[row] ?? -1
  }

  /** The last entry at which a run moved, where it has stopped. */
  stoppedEntry(row: number): number | null {
    const at = Math.max(this.stoppedAt[row] ?? -1, this.earlyAt[row] ?? -1)
    return at < 0 ? null : at
  }

  private nextJudged(): number {
    return this.nextJudgedFrom(this.done + 1)
  }

  /** The first place from `updates` on: evenly, and where stopping early is asked for, at the end of each epoch. */
  private nextJudgedFrom(updates: number): number {
    const even = this.places?.from(updates) ?? Math.ceil(updates / this.every) * this.every
    if (this.patience === null) return Math.min(even, this.built.problem.steps)
    const { batches } = this.built
    const epoch = Math.ceil(batches.epochAt(updates) - 1e-9)
    return Math.min(even, batches.updatesAt(epoch))
  }

  private async make(count: number, send: Send): Promise<void> {
    const { entries, first } = await this.alone(async () => {
      const made = { entries: await this.stepper.advance(count), first: this.done }
      this.done += count
      return made
    })
    this.group.runs.forEach((_, run) => {
      for (let i = 0; i < count; i++) {
        const at = run * count + i
        if (this.stoppedEntry(run) !== null) entries.loss[at] = entries.gradNorm[at] = entries.lr[at] = Number.NaN
        else if (!isFinite32(entries.loss[at] ?? Number.NaN) || !isFinite32(entries.gradNorm[at] ?? Number.NaN)) {
          this.stoppedAt[run] = first + i
          this.stepper.freeze(run)
          entries.loss[at] = entries.gradNorm[at] = entries.lr[at] = Number.NaN
        }
      }
    })
    if (this.places !== null) return
    await send({ kind: 'entries', runs: [...this.group.runs], first, count, ...entries, stoppedAt: this.stoppedAt.slice(), earlyAt: this.earlyAt.slice() })
  }

  /** Updates and looks one after the other: on a device that answers late, a look would else not know when it was. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work)
    this.turn = result.catch(() => undefined)
    return result
  }

  private async judge(send: Send, clock: () => number): Promise<void> {
    this.judgedAt = this.done
    const { built: { batches, problem, judged, validation }, stepper } = this
    const on = await this.judgedOn(validation)
    if (this.places !== null) {
      this.stopEarly(on.loss)
      // Where it ends for all its runs, what is found stands for every place that is left.
      const places = this.ended ? this.places.after(this.done) : this.places.at(this.done)
      if (places) await send({ kind: 'race', runs: [...this.group.runs], places, step: this.done, epoch: batches.epochAt(this.done), validationLoss: on.loss, validationMetric: on.metric, seconds: clock() })
      return
    }
    const train = await this.judgedOn(judged)
    const { entry, values } = await this.present()
    this.snapshots.add(entry, values)
    this.stopEarly(on.loss)
    await send({
      kind: 'evaluation', runs: [...this.group.runs], step: this.done, epoch: batches.epochAt(this.done), trainLoss: train.loss, validationLoss: on.loss,
      trainMetric: train.metric, validationMetric: on.metric, tensorNorms: await stepper.tensorNorms(), done: this.done === problem.steps, seconds: clock(),
      samples: batches.samplesAt(this.done),
    })
  }

  /** Loss and metric of every run on some rows, [runs]; NaN for what has diverged. */
  private async judgedOn(rows: GroupProblem['judged']): Promise<{ readonly loss: Float64Array; readonly metric: Float64Array }> {
    const { stepper, built: { meaning, problem }, group } = this
    const found = { loss: new Float64Array(group.runs.length).fill(Number.NaN), metric: new Float64Array(group.runs.length).fill(Number.NaN) }
    const outputs = await stepper.forward(rows)
    const size = rows.count * meaning.outputs
    for (const run of group.runs.keys()) {
      if ((this.stoppedAt[run] ?? -1) >= 0) continue
      const { loss, metric } = evaluate(problem.loss, outputs.subarray(run * size, (run + 1) * size), rows, meaning)
      found.loss[run] = loss
      found.metric[run] = metric
    }
    return found
  }

  /** At the end of an epoch: no better for so many epochs. */
  private stopEarly(validationLoss: Float64Array): void {
    const { batches } = this.built
    const epoch = Math.round(batches.epochAt(this.done))
    if (this.patience === null || this.done === 0 || batches.updatesAt(epoch) !== this.done) return
    validationLoss.forEach((loss, run) => {
      if (this.stoppedEntry(run) !== null) return
      if (loss < (this.best[run] ?? Infinity)) {
        this.best[run] = loss
        this.waited[run] = 0
      } else if ((this.waited[run] = (this.waited[run] ?? 0) + 1) >= (this.patience ?? Infinity)) {
        this.earlyAt[run] = this.done
        this.stepper.freeze(run)
      }
    })
  }
}
