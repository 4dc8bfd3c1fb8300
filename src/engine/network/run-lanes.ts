// Runs of one rule over the parameters of networks, in float64, on any objective: what the reference trains with. Runs are
// stepped one after the other through the same lanes, so their numbers do not depend on each other.
import type { TensorSpec } from '../../catalog/network-types.ts'
import type { StepProgram } from '../../formula/compose.ts'
import type { Node } from '../../formula/graph.ts'
import { Lanes } from '../../formula/lanes.ts'
import type { LaneSetup } from '../../formula/lanes.ts'
import type { TapeBlock } from '../../formula/reference.ts'
import { inferTensors } from '../../formula/shape.ts'
import type { RuleGroup } from '../../scenario/plan-types.ts'
import { hostShare } from '../tfjs/host.ts'
import type { HostShare } from '../tfjs/host.ts'
import { networkStep } from './step.ts'

export interface RunLanesSetup {
  readonly group: Pick<RuleGroup, 'rule' | 'schedule' | 'warmup' | 'modifiers' | 'runs' | 'columns'>
  readonly tensors: readonly TensorSpec[]
  /** [runs, params] */
  readonly initial: Float64Array
  /** Updates in all. */
  readonly horizon: number
  /** Loss at a point of one run; its gradient is written to `out`. */
  readonly evaluate: (point: Float64Array, out: Float64Array, run: number) => number
}

export class RunLanes {
  private readonly setup: RunLanesSetup
  private readonly step: StepProgram
  private readonly host: HostShare
  private readonly lanes: Lanes
  /** States kept in lanes, theta first; values of each run, [runs][states][params]. */
  private readonly states: readonly { readonly symbol: Node; readonly start: Node; readonly next: Node }[]
  private readonly values: Float64Array[][]
  private columns: RuleGroup['columns']
  private run = 0

  /** @throws FormulaError, RefusedRule */
  constructor(setup: RunLanesSetup) {
    this.setup = setup
    this.columns = setup.group.columns
    const step = networkStep(setup.group)
    this.step = step
    this.host = hostShare([step.theta, step.lr], step.states, setup.group.runs.length, (block) => this.fillHost(block))
    const theta = step.graph.sym('theta')
    this.states = [{ symbol: theta, start: theta, next: step.theta }, ...step.states.filter((s) => !this.host.hostStates.has(s.symbol))]
    const shared = {
      segments: setup.tensors,
      tensors: inferTensors(step),
      theta,
      problem: { evaluate: (point: Float64Array, out: Float64Array): number => setup.evaluate(point, out, this.run) },
    }
    const leaves = new Set([...this.states.map((s) => s.symbol), ...this.host.boundary.keys()])
    const roots = [step.lr, step.graph.make('grad', step.shown), ...this.states.map((s) => s.next)]
    this.lanes = new Lanes(roots, { ...shared, leaves })
    this.values = this.begin(shared)
  }

  /** Before the runs' entries: `t` is 1 for the first update. */
  beginStep(t: number): void {
    this.host.advance(t)
  }

  /** Loss and gradient of a run's drawn point; the gradient is good until the next entry. */
  entry(run: number): { readonly loss: number; readonly gradient: Float64Array } {
    this.run = run
    for (const [node, values] of this.host.boundary) this.lanes.input(node)?.fill(values[run] ?? Number.NaN)
    this.states.forEach((s, i) => this.lanes.input(s.symbol)?.set(this.values[run]?.[i] ?? []))
    this.lanes.run()
    return { loss: this.lanes.lossAt(this.step.shown), gradient: this.lanes.outputs[1] ?? new Float64Array(0) }
  }

  /** Makes the update of the run whose entry was last; returns its rate. */
  move(): number {
    this.states.forEach((_, i) => this.values[this.run]?.[i]?.set(this.lanes.outputs[2 + i] ?? []))
    return this.lanes.outputs[0]?.[0] ?? Number.NaN
  }

  /** After the runs' entries. */
  endStep(): void {
    this.host.commit()
  }

  /** The drawn point of a run, theta or a slot that a report keeps, [params]; it changes with the run's updates. */
  params(run: number): Float64Array {
    const place = this.states.findIndex((s) => s.symbol === this.step.shown)
    const values = this.values[run]?.[place]
    if (!values) throw new Error('the drawn point of a rule is theta or one of its slots')
    return values
  }

  setColumns(columns: RuleGroup['columns']): void {
    this.columns = columns
    this.host.refill()
  }

  private begin(shared: Omit<LaneSetup, 'leaves'>): Float64Array[][] {
    const { initial, group } = this.setup
    const starts = this.states.map((s) => s.start)
    const columns = columnsIn(starts)
    const lanes = new Lanes(starts, { ...shared, leaves: new Set([shared.theta, ...columns]) })
    const width = initial.length / group.runs.length
    return group.runs.map((_, run) => {
      lanes.input(shared.theta)?.set(initial.subarray(run * width, (run + 1) * width))
      for (const node of columns) lanes.input(node)?.fill(this.columns[node.name.slice('column:'.length)]?.[run] ?? Number.NaN)
      lanes.run()
      return lanes.outputs.map((o) => o.slice())
    })
  }

  private fillHost(block: TapeBlock): void {
    for (const [name, values] of Object.entries(this.columns)) block.input(`column:${name}`)?.set(values)
    block.input('T')?.fill(this.setup.horizon)
  }
}

function columnsIn(roots: readonly Node[]): Node[] {
  const found = new Set<Node>()
  const stack = [...roots]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.op === 'sym' && node.name.startsWith('column:')) found.add(node)
    stack.push(...node.args)
  }
  return [...found]
}
