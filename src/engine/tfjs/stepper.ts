// Rollouts on tfjs: parameters and slots as [runs, 2], numbers per run as [runs, 1], one step after the other.
import * as tf from '@tensorflow/tfjs'
import type { Node } from '../../formula/graph.ts'
import type { PlaneFunction } from '../../formula/plane.ts'
import { inferTensors } from '../../formula/shape.ts'
import { noisePair } from '../../formula/random.ts'
import type { TapeBlock } from '../../formula/reference.ts'
import type { TraceFrame } from '../../protocol/messages.ts'
import type { Plan, PlanGroup } from '../../scenario/plan-types.ts'
import { compileGroup } from '../compile.ts'
import type { GroupProgram } from '../compile.ts'
import { closeFrame, emptyColumns, updatesMade } from '../stepper.ts'
import type { Columns, GroupStepper } from '../stepper.ts'
import { hostShare } from './host.ts'
import type { HostShare } from './host.ts'
import { planeSpecial } from './plane.ts'
import { readTensors } from './reading.ts'
import { column, ColumnUploads } from './uploads.ts'

/** A recorded entry is [runs, 6 + slots]: x, y, loss, the gradient's two components, lr, then these, two columns each where wide. */
interface Recorded {
  readonly slot: string
  readonly node: Node
  readonly wide: boolean
}

/** Runs work with a backend as tfjs's current one, one piece of work at a time. */
export type WithBackend = <T>(work: () => Promise<T>) => Promise<T>

/** @throws FormulaError, RefusedRule */
export function tfjsStepper(plan: Plan, group: PlanGroup, withSlots: boolean, withBackend: WithBackend): GroupStepper {
  return new TfjsGroup(plan, group, withSlots, withBackend)
}

class TfjsGroup implements GroupStepper {
  private readonly program: GroupProgram
  private readonly host: HostShare
  private readonly recorded: readonly Recorded[]
  private readonly tensors: ReadonlySet<Node>
  private readonly constants = new Map<string, tf.Tensor>()
  private readonly uploads = new ColumnUploads()
  private readonly stoppedAt: Int32Array
  private state: Record<string, tf.Tensor> | null = null
  private last: tf.Tensor | null = null
  private done = 0
  private readonly plan: Plan
  private readonly group: PlanGroup
  private readonly withBackend: WithBackend

  constructor(plan: Plan, group: PlanGroup, withSlots: boolean, withBackend: WithBackend) {
    this.plan = plan
    this.group = group
    this.withBackend = withBackend
    this.program = compileGroup(plan, group)
    const { step } = this.program
    this.tensors = inferTensors(step)
    const watched = withSlots ? [...step.watched] : []
    this.recorded = watched.map(([slot, node]) => ({ slot, node, wide: this.tensors.has(node) }))
    const roots = [step.theta, step.lr, ...watched.map(([, node]) => node)]
    this.host = hostShare(roots, step.states, group.runs.length, (block) => this.fillHost(block))
    this.stoppedAt = new Int32Array(group.runs.length).fill(-1)
  }

  advance(count: number): Promise<TraceFrame> {
    return this.withBackend(() => this.entries(count))
  }

  private async entries(count: number): Promise<TraceFrame> {
    const entries: tf.Tensor[] = []
    for (let i = 0; i < count; i++) entries.push(this.entry(this.done + i))
    const packed = tf.tidy(() => tf.stack(entries))
    tf.dispose(entries)
    const values = await packed.data()
    packed.dispose()
    const columns = this.unpack(values, count)
    const frame = closeFrame(this.group, this.done, count, columns, this.stoppedAt)
    this.done += count
    return frame
  }

  evaluations(): readonly number[] {
    return updatesMade(this.done, this.plan.steps, this.stoppedAt).map((updates) => updates * this.program.evaluations)
  }

  dispose(): void {
    tf.dispose([...Object.values(this.state ?? {}), ...this.constants.values()])
    this.last?.dispose()
    this.uploads.dispose()
    this.state = null
    this.last = null
  }

  /** Records the entry at the present state and, unless it is the last, makes the next step. */
  private entry(index: number): tf.Tensor {
    this.state ??= this.begin()
    const t = index + 1
    this.host.advance(t)
    const { record, next, last } = tf.tidy(() => this.compute(t))
    this.host.commit()
    tf.dispose(this.state)
    this.last?.dispose()
    this.state = next
    this.last = last
    return record
  }

  private compute(t: number): { record: tf.Tensor; next: Record<string, tf.Tensor>; last: tf.Tensor } {
    const { step, landscape } = this.program
    const memo = new Map<Node, tf.Tensor>()
    const leaf = this.leaf(t)
    const special = this.special(landscape, t)
    const read = (roots: readonly Node[]): tf.Tensor[] => readTensors(roots, leaf, special, memo)
    const deviceStates = step.states.filter((s) => !this.host.hostStates.has(s.symbol))
    const [theta, lr, ...rest] = read([step.theta, step.lr, ...deviceStates.map((s) => s.next), ...this.recorded.map((n) => n.node)])
    const next: Record<string, tf.Tensor> = {}
    if (theta) next['theta'] = this.wide(theta, 2)
    deviceStates.forEach((s, i) => {
      const value = rest[i]
      if (value) next[s.symbol.name] = this.wide(value, this.tensors.has(s.symbol) ? 2 : 1)
    })
    const watched = rest.slice(deviceStates.length).map((v, i) => this.wide(v, this.recorded[i]?.wide ? 2 : 1))
    const last = tf.concat([this.wide(lr ?? tf.scalar(Number.NaN), 1), ...watched], 1)
    const record = tf.concat([...this.observe(read([step.shown])[0], special), this.last ?? this.before(last.shape)], 1)
    return { record, next, last }
  }

  /** [x, y], loss and exact gradient of the drawn point. */
  private observe(shown: tf.Tensor | undefined, special: ReturnType<typeof planeSpecial>): tf.Tensor[] {
    if (!shown) throw new Error('a rule without a point')
    const f = this.program.landscape
    // The drawn point is theta itself unless it is an average: the same tensor, so that its formulas are computed once.
    return [shown, ...special.at(shown, [f.value, ...f.gradient]).map((v) => this.wide(v, 1))]
  }

  /** Before the first update there is no rate, slots are as they begin, and what is no slot has no value. */
  private before([runs = 1]: readonly number[]): tf.Tensor {
    const none = (n: number): tf.Tensor => tf.fill([runs, n], Number.NaN)
    const starts = this.recorded.map(({ slot, wide }) => {
      const state = this.program.step.states.find((s) => s.name === slot)
      const n = wide ? 2 : 1
      if (!state || this.tensors.has(state.symbol) !== wide) return none(n)
      const host = this.host.hostStates.get(state.symbol)
      return host ? column(host) : (this.state?.[state.symbol.name] ?? none(n))
    })
    return tf.concat([none(1), ...starts], 1)
  }

  /** Constants and numbers broadcast to [runs, n]. */
  private wide(value: tf.Tensor, n: number): tf.Tensor {
    const { length } = this.group.runs
    return value.shape[0] === length && value.shape[1] === n ? tf.clone(value) : tf.broadcastTo(value, [length, n])
  }

  private begin(): Record<string, tf.Tensor> {
    const { group, plan } = this
    for (const [name, values] of Object.entries(group.columns)) this.constants.set(`column:${name}`, column(values))
    for (const [name, value] of Object.entries(plan.landscape.constants)) this.constants.set(`constant:${name}`, tf.scalar(value))
    this.constants.set('T', tf.scalar(plan.steps))
    const { step, landscape } = this.program
    const device = step.states.filter((s) => !this.host.hostStates.has(s.symbol))
    return tf.tidy(() => {
      const theta = tf.concat([column(group.startX), column(group.startY)], 1)
      const leaf = (node: Node): tf.Tensor | null => (node.op !== 'sym' ? null : node.name === 'theta' ? theta : (this.constants.get(node.name) ?? null))
      const values = readTensors(device.map((s) => s.start), leaf, this.special(landscape, 0, theta).read, new Map())
      const starts: Record<string, tf.Tensor> = { theta }
      device.forEach((s, i) => (starts[s.symbol.name] = this.wide(values[i] ?? tf.scalar(0), this.tensors.has(s.symbol) ? 2 : 1)))
      return starts
    })
  }

  private leaf(t: number): (node: Node) => tf.Tensor | null {
    return (node) => {
      const host = this.host.boundary.get(node)
      if (host) return this.uploads.tensor(node, host)
      if (node.op !== 'sym') return null
      return node.name === 't' ? tf.scalar(t) : (this.state?.[node.name] ?? this.constants.get(node.name) ?? null)
    }
  }

  private special(landscape: PlaneFunction, t: number, theta = this.state?.['theta']): ReturnType<typeof planeSpecial> {
    if (!theta) throw new Error('a rollout has no parameters yet')
    return planeSpecial(landscape, theta, this.constants, { kind: this.plan.noise.kind, values: this.noise(t) })
  }

  /** Unit draws times the scale, [runs, 2]. */
  private noise(t: number): tf.Tensor | null {
    const { kind, scale } = this.plan.noise
    if (kind === 'none') return null
    const values = new Float32Array(this.group.seeds.length * 2)
    this.group.seeds.forEach((seed, run) => values.set(noisePair(kind, seed, t).map((n) => n * scale), run * 2))
    return tf.tensor2d(values, [this.group.seeds.length, 2])
  }

  private fillHost(block: TapeBlock): void {
    for (const [name, values] of Object.entries(this.group.columns)) block.input(`column:${name}`)?.set(values)
    block.input('T')?.fill(this.plan.steps)
  }

  private unpack(values: ArrayLike<number>, count: number): Columns {
    const runs = this.group.runs.length
    const slots = this.recorded.flatMap((n) => (n.wide ? [`${n.slot}.x`, `${n.slot}.y`] : [n.slot]))
    const columns = emptyColumns(runs, count, slots)
    const [gx, gy] = [new Float64Array(runs * count), new Float64Array(runs * count)]
    const order = [columns.x, columns.y, columns.loss, gx, gy, columns.lr, ...slots.map((s) => columns.slots[s])]
    for (let i = 0, at = 0; i < count; i++) {
      for (let run = 0; run < runs; run++) {
        for (const target of order) {
          const value = values[at++] ?? Number.NaN
          if (target) target[run * count + i] = value
        }
      }
    }
    // Here, because the squares would leave float32 long before the norm does.
    columns.gradNorm.forEach((_, at) => (columns.gradNorm[at] = Math.hypot(gx[at] ?? Number.NaN, gy[at] ?? Number.NaN)))
    return columns
  }
}
