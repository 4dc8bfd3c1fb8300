// Training in float64: the oracle for every other device, and the `cpu` device itself. Runs are stepped one after the other
// through the same lanes, so their numbers do not depend on each other.
import { Lanes } from '../../formula/lanes.ts'
import type { Node } from '../../formula/graph.ts'
import type { TapeBlock } from '../../formula/reference.ts'
import { inferTensors } from '../../formula/shape.ts'
import type { StepProgram } from '../../formula/compose.ts'
import type { TrainGroup } from '../../scenario/network/plan-types.ts'
import { isFinite32 } from '../stepper.ts'
import { hostShare } from '../tfjs/host.ts'
import type { HostShare } from '../tfjs/host.ts'
import type { Batch, NetworkEntries, NetworkProblem, NetworkStepper, Rows } from './contract.ts'
import { ReferenceNetwork } from './reference-network.ts'
import { networkStep } from './step.ts'

/** @throws FormulaError, RefusedRule */
export function referenceNetworkStepper(problem: NetworkProblem, group: TrainGroup): NetworkStepper {
  return new ReferenceTraining(problem, group)
}

class ReferenceTraining implements NetworkStepper {
  private readonly step: StepProgram
  private readonly network: ReferenceNetwork
  private readonly host: HostShare
  private readonly lanes: Lanes
  /** States kept in lanes, theta first; values of each run, [runs][states][params]. */
  private readonly states: readonly { readonly symbol: Node; readonly start: Node; readonly next: Node }[]
  private readonly values: Float64Array[][]
  private readonly lastRate: Float64Array
  private readonly norms: Float64Array
  private readonly alive: Uint8Array
  private columns: Readonly<Record<string, Float64Array>>
  private batch: Batch | null = null
  private done = 0
  private readonly problem: NetworkProblem
  private readonly runs: number

  constructor(problem: NetworkProblem, group: TrainGroup) {
    this.problem = problem
    this.runs = group.runs.length
    this.columns = group.columns
    const step = networkStep(group)
    this.step = step
    const { network } = problem
    this.network = new ReferenceNetwork(network, problem.loss, problem.penalty)
    this.host = hostShare([step.theta, step.lr], step.states, this.runs, (block) => this.fillHost(block))
    const theta = step.graph.sym('theta')
    const kept = step.states.filter((s) => !this.host.hostStates.has(s.symbol))
    this.states = [{ symbol: theta, start: theta, next: step.theta }, ...kept]
    const leaves = new Set([...this.states.map((s) => s.symbol), ...this.host.boundary.keys()])
    const roots = [step.lr, step.graph.make('grad', step.shown), step.shown, ...this.states.map((s) => s.next)]
    const evaluate = (point: Float64Array, out: Float64Array): number => this.network.lossAndGradient(point, this.batch ?? problem.batch(1), out)
    const setup = { segments: network.tensors, tensors: inferTensors(step), leaves, theta, problem: { evaluate } }
    this.lanes = new Lanes(roots, setup)
    this.values = this.begin(setup)
    this.lastRate = new Float64Array(this.runs).fill(Number.NaN)
    this.norms = new Float64Array(this.runs * network.tensors.length).fill(Number.NaN)
    this.alive = new Uint8Array(this.runs).fill(1)
  }

  async advance(count: number): Promise<NetworkEntries> {
    const column = (): Float64Array => new Float64Array(this.runs * count).fill(Number.NaN)
    const entries = { loss: column(), gradNorm: column(), lr: column() }
    for (let i = 0; i < count; i++) this.entry(i, count, entries)
    return entries
  }

  parameters(): Promise<Float64Array> {
    const { params } = this.problem.network
    const out = new Float64Array(this.runs * params)
    for (let run = 0; run < this.runs; run++) out.set(this.shownOf(run), run * params)
    return Promise.resolve(out)
  }

  tensorNorms(): Promise<Float64Array> {
    return Promise.resolve(this.norms.slice())
  }

  async forward(rows: Rows): Promise<Float64Array> {
    const size = rows.count * this.problem.network.outputs
    const out = new Float64Array(this.runs * size)
    for (let run = 0; run < this.runs; run++) out.set(this.network.forward(this.shownOf(run), rows), run * size)
    return out
  }

  async lossAt(parameters: Float64Array, count: number, rows: Rows): Promise<Float64Array> {
    const { network, loss } = this.problem
    const plain = new ReferenceNetwork(network, loss)
    return Float64Array.from({ length: count }, (_, i) =>
      plain.lossAndGradient(parameters.subarray(i * network.params, (i + 1) * network.params), { ...rows, masks: [] }, null),
    )
  }

  freeze(run: number): void {
    this.alive[run] = 0
  }

  setColumns(columns: Readonly<Record<string, Float64Array>>): void {
    this.columns = columns
    this.host.refill()
  }

  dispose(): void {
    this.values.length = 0
  }

  /** Entry `done` of every run, and unless it is the last the update that follows. */
  private entry(i: number, count: number, entries: NetworkEntries): void {
    const t = this.done + 1
    this.host.advance(t)
    this.batch = this.problem.batch(t)
    for (let run = 0; run < this.runs; run++) {
      if (this.alive[run] === 0) continue
      this.compute(run)
      const at = run * count + i
      const gradient = this.lanes.outputs[1] ?? new Float64Array(0)
      entries.loss[at] = this.lanes.lossAt(this.step.shown)
      entries.gradNorm[at] = this.measure(run, gradient)
      entries.lr[at] = this.lastRate[run] ?? Number.NaN
      if (!isFinite32(entries.loss[at] ?? Number.NaN) || !isFinite32(entries.gradNorm[at] ?? Number.NaN)) this.alive[run] = 0
      else if (t <= this.problem.steps) this.move(run)
    }
    this.host.commit()
    this.done = t
  }

  private compute(run: number): void {
    for (const [node, values] of this.host.boundary) this.lanes.input(node)?.fill(values[run] ?? Number.NaN)
    this.states.forEach((s, i) => this.lanes.input(s.symbol)?.set(this.values[run]?.[i] ?? []))
    this.lanes.run()
  }

  private move(run: number): void {
    const [rate] = this.lanes.outputs
    this.lastRate[run] = rate?.[0] ?? Number.NaN
    this.states.forEach((_, i) => this.values[run]?.[i]?.set(this.lanes.outputs[3 + i] ?? []))
  }

  /** Norms by tensor are kept; returns that over all. */
  private measure(run: number, gradient: Float64Array): number {
    const { tensors } = this.problem.network
    let all = 0
    tensors.forEach(({ offset, size }, k) => {
      let sum = 0
      for (let i = offset; i < offset + size; i++) sum += (gradient[i] as number) ** 2
      this.norms[run * tensors.length + k] = Math.sqrt(sum)
      all += sum
    })
    return Math.sqrt(all)
  }

  /** The drawn point: theta, or a slot that a report keeps. */
  private shownOf(run: number): Float64Array {
    const place = this.states.findIndex((s) => s.symbol === this.step.shown)
    const values = this.values[run]?.[place]
    if (!values) throw new Error('the drawn point of a rule is theta or one of its slots')
    return values
  }

  private begin(setup: ConstructorParameters<typeof Lanes>[1]): Float64Array[][] {
    const { initial, network } = this.problem
    const lanes = new Lanes(this.states.map((s) => s.start), { ...setup, leaves: new Set([setup.theta, ...columnsIn(this.states.map((s) => s.start))]) })
    return Array.from({ length: this.runs }, (_, run) => {
      lanes.input(setup.theta)?.set(initial.subarray(run * network.params, (run + 1) * network.params))
      for (const node of columnsIn(this.states.map((s) => s.start))) lanes.input(node)?.fill(this.columns[node.name.slice('column:'.length)]?.[run] ?? Number.NaN)
      lanes.run()
      return lanes.outputs.map((o) => o.slice())
    })
  }

  private fillHost(block: TapeBlock): void {
    for (const [name, values] of Object.entries(this.columns)) block.input(`column:${name}`)?.set(values)
    block.input('T')?.fill(this.problem.steps)
  }
}

const columnsIn = (roots: readonly Node[]): Node[] => {
  const found = new Set<Node>()
  const stack = [...roots]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.op === 'sym' && node.name.startsWith('column:')) found.add(node)
    stack.push(...node.args)
  }
  return [...found]
}
