// Training on tfjs: parameters and slots of all runs as [runs, params], numbers per run as [runs, 1], one update after the other.
// Nothing is read back before the end of an `advance`.
import * as tf from '@tensorflow/tfjs'
import type { StepProgram } from '../../../formula/compose.ts'
import type { Node } from '../../../formula/graph.ts'
import { inferTensors } from '../../../formula/shape.ts'
import type { TrainGroup } from '../../../scenario/network/plan-types.ts'
import { isFinite32 } from '../../stepper.ts'
import { hostShare } from '../../tfjs/host.ts'
import type { HostShare } from '../../tfjs/host.ts'
import { readTensors } from '../../tfjs/reading.ts'
import type { WithBackend } from '../../tfjs/stepper.ts'
import { column, ColumnUploads } from '../../tfjs/uploads.ts'
import { closedTraining } from '../contract.ts'
import type { NetworkEntries, NetworkProblem, NetworkStepper, Rows } from '../contract.ts'
import { networkStep } from '../step.ts'
import { evaluator, uploadBatch } from './evaluator.ts'
import type { Evaluated, NetworkOps } from './evaluator.ts'
import { withExactShapes } from './exact-shapes.ts'
import { networkForward } from './layers.ts'
import { lossOp } from './loss-op.ts'
import { lossesOf, outputsOf } from './looks.ts'
import { Segments } from './segments.ts'
import { networkSpecial } from './special.ts'

/** @throws FormulaError, RefusedRule */
export function tfjsNetworkStepper(problem: NetworkProblem, group: TrainGroup, withBackend: WithBackend): NetworkStepper {
  return new TfjsNetwork(problem, group, withBackend)
}

/** Made when the backend is first in use. */
interface Live {
  readonly ops: NetworkOps
  /** `theta` [runs, params], and the device's slots by the names of their symbols. */
  state: Readonly<Record<string, tf.Tensor>>
  /** Rate of the update that led to this state, [runs, 1]. */
  rate: tf.Tensor
}

class TfjsNetwork implements NetworkStepper {
  private readonly step: StepProgram
  private readonly tensors: ReadonlySet<Node>
  private readonly host: HostShare
  private readonly forwardOp: NetworkOps['forward']
  private readonly lossOp: NetworkOps['loss']
  private readonly uploads = new ColumnUploads()
  private readonly columns: Record<string, Float64Array>
  private readonly runs: number
  private readonly norms: Float64Array
  /** 0 for a run that stands still: frozen, or out of the finite numbers. */
  private readonly alive: Uint8Array
  private live: Live | null = null
  private done = 0
  private disposed = false
  private readonly problem: NetworkProblem
  private readonly withBackend: WithBackend

  constructor(problem: NetworkProblem, group: TrainGroup, withBackend: WithBackend) {
    this.problem = problem
    const turn = withExactShapes(withBackend)
    this.withBackend = (work) =>
      turn(() => {
        // Given back while this waited for its turn: nothing may begin again.
        if (this.disposed) throw closedTraining()
        return work()
      })
    this.runs = group.runs.length
    this.columns = { ...group.columns }
    const wanted = this.runs * problem.network.params
    if (problem.initial.length !== wanted) throw new Error(`initial: expected [${this.runs}, ${problem.network.params}], got ${problem.initial.length} values`)
    this.step = networkStep(group)
    this.tensors = inferTensors(this.step)
    this.forwardOp = networkForward(problem.network)
    this.lossOp = lossOp(problem.loss)
    const { theta, lr, shown, states } = this.step
    this.host = hostShare([theta, lr, shown], states, this.runs, (block) => {
      for (const [name, values] of Object.entries(this.columns)) block.input(`column:${name}`)?.set(values)
      block.input('T')?.fill(problem.steps)
    })
    this.norms = new Float64Array(this.runs * problem.network.tensors.length).fill(Number.NaN)
    this.alive = new Uint8Array(this.runs).fill(1)
  }

  advance(count: number): Promise<NetworkEntries> {
    return this.withBackend(() => this.entries(count))
  }

  parameters(): Promise<Float64Array> {
    return this.withBackend(async () => {
      this.begun()
      return Float64Array.from(await this.shown().data())
    })
  }

  tensorNorms(): Promise<Float64Array> {
    return Promise.resolve(this.norms.slice())
  }

  forward(rows: Rows): Promise<Float64Array> {
    return this.withBackend(() => outputsOf(this.begun().ops, this.shown(), rows))
  }

  lossAt(parameters: Float64Array, count: number, rows: Rows): Promise<Float64Array> {
    return this.withBackend(() => lossesOf(this.begun().ops, parameters, count, rows))
  }

  freeze(run: number): void {
    this.alive[run] = 0
  }

  setColumns(columns: Readonly<Record<string, Float64Array>>): void {
    for (const [name, values] of Object.entries(columns)) {
      if (values.length !== this.runs) throw new Error(`column ${name}: expected ${this.runs} values, got ${values.length}`)
      this.columns[name] = values
    }
    this.host.refill()
  }

  dispose(): void {
    this.disposed = true
    this.uploads.dispose()
    if (!this.live) return
    tf.dispose([...Object.values(this.live.state), this.live.rate])
    this.live.ops.segments.dispose()
    this.live = null
  }

  private async entries(count: number): Promise<NetworkEntries> {
    const records: tf.Tensor[] = []
    for (let i = 0; i < count; i++) records.push(this.entry(this.done + i))
    this.done += count
    const packed = tf.tidy(() => tf.stack(records))
    tf.dispose(records)
    const values = await packed.data()
    packed.dispose()
    return this.unpack(values, count)
  }

  /** Records the entry at the present state and, unless it is the last, makes the next update. */
  private entry(index: number): tf.Tensor {
    const live = this.begun()
    if (index >= this.problem.steps) return tf.tidy(() => this.record(live, this.evaluate(live, index + 1)))
    this.host.advance(index + 1)
    const { record, next, rate } = tf.tidy(() => this.update(live, index + 1))
    this.host.commit()
    tf.dispose([...Object.values(live.state), live.rate])
    live.state = next
    live.rate = rate
    return record
  }

  private evaluate({ ops }: Live, t: number): (point: tf.Tensor) => Evaluated {
    return evaluator(ops, this.problem.penalty, uploadBatch(this.problem.batch(t)))
  }

  /** [runs, 2 + tensors]: loss, rate, and the squared norm of the gradient in each tensor, at the drawn point. */
  private record({ ops, rate }: Live, evaluate: (point: tf.Tensor) => Evaluated): tf.Tensor {
    const { loss, gradient } = evaluate(this.shown())
    return tf.concat([loss, rate, ops.segments.sums(tf.square(gradient))], 1)
  }

  private update(live: Live, t: number): { record: tf.Tensor; next: Record<string, tf.Tensor>; rate: tf.Tensor } {
    const { segments } = live.ops
    const evaluate = this.evaluate(live, t)
    const device = this.deviceStates()
    const special = networkSpecial({
      segments, evaluate, runs: this.runs, tensors: this.tensors, theta: this.theta(), onHost: (node) => this.host.boundary.get(node) ?? null,
    })
    const [theta, rate, ...rest] = readTensors([this.step.theta, this.step.lr, ...device.map((s) => s.next)], this.leaf(t), special, new Map())
    const next: Record<string, tf.Tensor> = { theta: this.wide(theta, this.problem.network.params) }
    device.forEach((s, i) => (next[s.symbol.name] = this.slot(s.symbol, rest[i])))
    return { record: this.record(live, evaluate), next: this.held(live.state, next), rate: this.wide(rate, 1) }
  }

  /** Runs that stand still keep what they have. */
  private held(state: Live['state'], next: Record<string, tf.Tensor>): Record<string, tf.Tensor> {
    if (this.alive.every((a) => a === 1)) return next
    const moving = tf.cast(column(this.alive), 'bool')
    return Object.fromEntries(Object.entries(next).map(([name, value]) => [name, tf.where(moving, value, state[name] ?? value)]))
  }

  private deviceStates(): StepProgram['states'] {
    return this.step.states.filter((s) => !this.host.hostStates.has(s.symbol))
  }

  /** The drawn point at the present state: theta itself unless it is an average, the same tensor then. */
  private shown(): tf.Tensor {
    const { state } = this.begun()
    return readTensors([this.step.shown], (node) => state[node.name] ?? null, () => null, new Map())[0] ?? this.theta()
  }

  private theta(): tf.Tensor {
    const theta = this.live?.state['theta']
    if (!theta) throw new Error('a training has no parameters yet')
    return theta
  }

  private begun(): Live {
    this.live ??= this.begin()
    return this.live
  }

  private begin(): Live {
    const segments = new Segments(this.problem.network)
    const state = tf.tidy(() => {
      const theta = tf.tensor2d(Float32Array.from(this.problem.initial), [this.runs, this.problem.network.params])
      const leaf = (node: Node): tf.Tensor | null => {
        if (node.op !== 'sym') return null
        if (node.name === 'theta') return theta
        if (node.name === 'T') return tf.scalar(this.problem.steps)
        const values = node.name.startsWith('column:') ? this.columns[node.name.slice('column:'.length)] : undefined
        return values ? column(values) : (segments.shapes.get(node.name) ?? null)
      }
      const device = this.deviceStates()
      const values = readTensors(device.map((s) => s.start), leaf, () => null, new Map())
      const starts: Record<string, tf.Tensor> = { theta }
      device.forEach((s, i) => (starts[s.symbol.name] = this.slot(s.symbol, values[i])))
      return starts
    })
    return { ops: { segments, forward: this.forwardOp, loss: this.lossOp }, state, rate: tf.fill([this.runs, 1], Number.NaN) }
  }

  private leaf(t: number): (node: Node) => tf.Tensor | null {
    const { state, ops } = this.begun()
    return (node) => {
      const host = this.host.boundary.get(node)
      if (host) return this.uploads.tensor(node, host)
      if (node.op !== 'sym') return null
      return node.name === 't' ? tf.scalar(t) : (state[node.name] ?? ops.segments.shapes.get(node.name) ?? null)
    }
  }

  /** A slot is as wide as a tensor, or as what it holds: a number of the run, or of each tensor on all its lanes. */
  private slot(symbol: Node, value: tf.Tensor | undefined): tf.Tensor {
    const { params } = this.problem.network
    return this.wide(value, this.tensors.has(symbol) || value?.shape[1] === params ? params : 1)
  }

  /** Constants and numbers broadcast to [runs, n]; always a tensor of its own. */
  private wide(value: tf.Tensor = tf.scalar(Number.NaN), n: number): tf.Tensor {
    return value.shape[0] === this.runs && value.shape[1] === n ? tf.clone(value) : tf.broadcastTo(value, [this.runs, n])
  }

  private unpack(values: ArrayLike<number>, count: number): NetworkEntries {
    const { runs } = this
    const tensors = this.problem.network.tensors.length
    const empty = (): Float64Array => new Float64Array(runs * count).fill(Number.NaN)
    const columns = { loss: empty(), gradNorm: empty(), lr: empty() }
    for (let i = 0, from = 0; i < count; i++) {
      for (let run = 0; run < runs; run++, from += 2 + tensors) {
        if (this.alive[run] === 0) continue
        const at = run * count + i
        const [loss = Number.NaN, rate = Number.NaN, ...squares] = Array.from({ length: 2 + tensors }, (_, k) => values[from + k] ?? Number.NaN)
        const norm = Math.sqrt(squares.reduce((a, b) => a + b, 0))
        columns.loss[at] = loss
        columns.lr[at] = rate
        columns.gradNorm[at] = norm
        this.norms.set(squares.map(Math.sqrt), run * tensors)
        if (!isFinite32(loss) || !isFinite32(norm)) this.alive[run] = 0
      }
    }
    return columns
  }
}
