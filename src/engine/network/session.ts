// A training in the worker: opened by `train`, steered while it runs, looked into while it runs and after. All groups go on
// together, by epochs; how far each goes at a time is a matter of the clock, what it computes is not.
import type { BuiltFrame, BuiltGroup, Steering, TrainAnswer, TrainFact, TrainFrame, TrainRequest } from '../../protocol/network-messages.ts'
import type { TrainGroup, TrainPlan } from '../../scenario/network/plan-types.ts'
import type { Chosen } from '../choose.ts'
import { reasonAfter } from '../device-loss.ts'
import type { DeviceLost } from '../device-loss.ts'
import { pause } from '../pause.ts'
import type { NetworkStepper } from './contract.ts'
import { GroupTraining } from './group-training.ts'
import type { Prepared } from './prepare.ts'
import { buildProblem } from './problem.ts'
import type { GroupProblem } from './problem.ts'
import { SurvivingStepper } from './surviving-stepper.ts'

/** Milliseconds of work between two looks at what the page wants; longer where it is told but little. */
const turns = { watched: 30, race: 100 } as const
/** When someone is watching a slow pace, so many pictures a second. */
const refresh = 33

/** The device, once it is known how much work there is; and how it starts a group. */
export interface Start {
  readonly chosen: Chosen
  readonly stepper: (problem: GroupProblem, group: TrainGroup) => NetworkStepper
}

type Work = readonly { readonly built: GroupProblem; readonly group: TrainGroup }[]

export class Session {
  readonly prepared: Prepared
  readonly plan: TrainPlan
  readonly groups: GroupTraining[] = []
  private readonly refused = new Map<number, string>()
  private readonly places: number | null
  private readonly turnTime: number
  private paused: boolean
  private pace: number | null
  /** Epochs made; and while paused, how many there should be. */
  private position = 0
  private goal = 0
  private seconds = 0
  private wake: (() => void) | null = null
  private epochsAhead = 0.01
  private losses = 0
  private restarted: { readonly after: DeviceLost; readonly start: Promise<Start> } | null = null
  private tell: ((frame: TrainFrame) => Promise<void>) | null = null

  constructor(request: TrainRequest, prepared: Prepared) {
    this.plan = request.plan
    this.prepared = prepared
    this.places = request.places ?? null
    this.turnTime = this.places === null ? turns.watched : turns.race
    this.paused = request.paused
    this.pace = request.pace
  }

  /** Builds the groups and says what they are. */
  async open(startWork: (work: Work, losses: number) => Promise<Start>): Promise<BuiltFrame> {
    const { plan } = this
    const problems = plan.groups.map((group) => this.attempt(group, () => buildProblem(plan, group, this.prepared)))
    const work = plan.groups.flatMap((group, i) => (problems[i] ? [{ group, built: problems[i] }] : []))
    const { chosen, stepper } = await startWork(work, 0)
    const again = (lost: DeviceLost): Promise<Start> => this.startAgain(lost, (losses) => startWork(work, losses))
    const surviving = (problem: GroupProblem, group: TrainGroup): NetworkStepper =>
      new SurvivingStepper(stepper(problem, group), async (lost) => (await again(lost)).stepper(problem, group))
    const built = plan.groups.map((group, i): BuiltGroup => {
      const problem = problems[i] ?? null
      const training = problem && this.attempt(group, () => new GroupTraining(plan, group, problem, surviving(problem, group), this.places))
      if (training) this.groups.push(training)
      return builtGroup(group, problem, this.refused.get(group.runs[0] ?? -1) ?? null)
    })
    const { table, train, validation } = this.prepared
    return { kind: 'built', ...placeOf(chosen), groups: built, train: train.count, validation: validation.count, metric: table.classes ? 'accuracy' : 'r2' }
  }

  /** One fresh device for all groups that were on the one that went; the page is told once. */
  private startAgain(after: DeviceLost, start: (losses: number) => Promise<Start>): Promise<Start> {
    if (this.restarted?.after === after) return this.restarted.start
    const losses = ++this.losses
    const restart = async (): Promise<Start> => {
      const started = await start(losses)
      await this.tell?.({ kind: 'moved', ...placeOf(started.chosen), reason: reasonAfter(started.chosen.reason, losses), losses })
      return started
    }
    this.restarted = { after, start: restart() }
    return this.restarted.start
  }

  /** Trains to the end, or until the signal. */
  async run(send: (frame: TrainFrame) => Promise<void>, signal: AbortSignal): Promise<TrainAnswer> {
    this.tell = send
    const stop = (): void => this.rouse()
    signal.addEventListener('abort', stop)
    try {
      for (const group of this.groups) await group.advance(0, send, () => this.seconds)
      while (this.groups.some((g) => !g.ended)) {
        await this.turn(send, signal)
        signal.throwIfAborted()
      }
    } finally {
      signal.removeEventListener('abort', stop)
    }
    return { runs: this.facts(), seconds: this.seconds }
  }

  steer(steering: Steering): void {
    switch (steering.kind) {
      case 'play':
      case 'pause':
        this.paused = steering.kind === 'pause'
        break
      case 'pace':
        this.pace = steering.pace
        break
      case 'columns':
        this.groups.forEach((g) => {
          const columns = steering.columns[this.plan.groups.indexOf(g.group)]
          if (columns) g.stepper.setColumns(columns)
        })
        break
      case 'batch':
      case 'epoch':
        this.paused = true
        this.goal = steering.kind === 'batch' ? this.nextUpdate() : Math.floor(this.position + 1 + 1e-9)
        break
    }
    this.rouse()
  }

  /** The group and its row of a run of the scenario. @throws Error when the run is not trained. */
  find(run: number): { readonly training: GroupTraining; readonly row: number } {
    for (const training of this.groups) {
      const row = training.group.runs.indexOf(run)
      if (row >= 0) return { training, row }
    }
    throw new Error(this.refused.get(run) ?? `There is no run ${run} in this training.`)
  }

  dispose(): void {
    for (const group of this.groups) group.stepper.dispose()
    this.rouse()
  }

  private async turn(send: (frame: TrainFrame) => Promise<void>, signal: AbortSignal): Promise<void> {
    const begun = performance.now()
    if (this.paused && this.goal <= this.position) {
      for (const group of this.groups) await group.look(send, () => this.seconds)
      // A look takes time, in which the pause may have ended.
      return this.paused && this.goal <= this.position ? this.rest() : undefined
    }
    // A page that is frozen or asleep takes no frames: to wait for it is not training.
    let waited = 0
    const tell: typeof send = async (frame) => {
      const at = performance.now()
      await send(frame)
      waited += performance.now() - at
    }
    const sinceBegun = (): number => performance.now() - begun - waited
    const target = this.paused ? this.goal : this.playTo()
    for (const group of this.groups) {
      // Many groups may have as many kernels to compile.
      signal.throwIfAborted()
      await group.advance(group.built.batches.updatesAt(target), tell, () => this.seconds + sinceBegun() / 1000)
    }
    const spent = sinceBegun()
    this.seconds += spent / 1000
    const made = target - this.position
    this.position = target
    if (!this.paused && this.pace === null) this.epochsAhead *= Math.min(2, Math.max(0.25, this.turnTime / Math.max(spent, 1)))
    if (!this.paused && this.pace !== null) await this.rest(Math.max(0, this.dueAt(begun, made) - performance.now()))
    else await pause()
  }

  /** At full speed as much as takes a turn; at a pace what is due by the next picture. At least one update. */
  private playTo(): number {
    const ahead = this.pace === null ? this.epochsAhead : (this.pace * refresh) / 1000
    return Math.max(this.position + ahead, this.nextUpdate())
  }

  private dueAt(begun: number, epochs: number): number {
    return begun + (epochs / (this.pace ?? Infinity)) * 1000
  }

  /** Where the next update of any group falls due. */
  private nextUpdate(): number {
    return Math.min(...this.groups.filter((g) => !g.ended).map((g) => g.built.batches.epochAt(g.done + 1)))
  }

  /** Until something changes, or so many milliseconds have passed. */
  private rest(milliseconds?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(() => this.rouse(), milliseconds)
      this.wake = () => {
        clearTimeout(timer)
        this.wake = null
        resolve()
      }
    })
  }

  private rouse(): void {
    this.wake?.()
  }

  /** What cannot be trained is a sentence beside its runs, and the others go on. */
  private attempt<T>(group: TrainGroup, make: () => T): T | null {
    try {
      return make()
    } catch (error) {
      // A mistake of ours is not the person's.
      if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) throw error
      for (const run of group.runs) this.refused.set(run, error.message)
      return null
    }
  }

  private facts(): TrainFact[] {
    const facts = Array.from({ length: this.plan.runCount }, (_, run): TrainFact => ({ status: 'refused', stoppedAt: 0, why: this.refused.get(run) ?? '' }))
    for (const g of this.groups) g.facts().forEach((fact, i) => (facts[g.group.runs[i] ?? -1] = fact))
    return facts
  }
}

function placeOf({ device, adapter, reason }: Chosen): Pick<BuiltFrame, 'device' | 'adapter' | 'reason' | 'precision'> {
  return { device, adapter, reason, precision: device === 'cpu' ? 'float64' : 'float32' }
}

function builtGroup(group: TrainGroup, built: GroupProblem | null, refused: string | null): BuiltGroup {
  const network = built?.problem.network
  return {
    runs: group.runs,
    refused,
    params: network?.params ?? 0,
    tensors: (network?.tensors ?? []).map(({ name, shape, offset, size, matrix }) => ({ name, shape, offset, size, matrix })),
    steps: built?.batches.steps ?? 0,
    epochSteps: built?.batches.epochSteps ?? [],
  }
}
