// Training in float64: the oracle for every other device, and the `cpu` device itself.
import type { TrainGroup } from '../../scenario/network/plan-types.ts'
import { isFinite32 } from '../stepper.ts'
import type { Batch, NetworkEntries, NetworkProblem, NetworkStepper, Rows } from './contract.ts'
import { ReferenceNetwork } from './reference-network.ts'
import { RunLanes } from './run-lanes.ts'

/** @throws FormulaError, RefusedRule */
export function referenceNetworkStepper(problem: NetworkProblem, group: TrainGroup): NetworkStepper {
  return new ReferenceTraining(problem, group)
}

class ReferenceTraining implements NetworkStepper {
  private readonly network: ReferenceNetwork
  private readonly lanes: RunLanes
  private readonly lastRate: Float64Array
  private readonly norms: Float64Array
  private readonly alive: Uint8Array
  private batch: Batch
  private done = 0
  private readonly problem: NetworkProblem
  private readonly runs: number

  constructor(problem: NetworkProblem, group: TrainGroup) {
    this.problem = problem
    this.runs = group.runs.length
    const { network, initial, steps: horizon } = problem
    this.network = new ReferenceNetwork(network, problem.loss, problem.penalty)
    this.batch = problem.batch(1)
    this.lanes = new RunLanes({ group, tensors: network.tensors, initial, horizon, evaluate: (point, out) => this.network.lossAndGradient(point, this.batch, out) })
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

  async parameters(): Promise<Float64Array> {
    const { params } = this.problem.network
    const out = new Float64Array(this.runs * params)
    for (let run = 0; run < this.runs; run++) out.set(this.lanes.params(run), run * params)
    return out
  }

  async tensorNorms(): Promise<Float64Array> {
    return this.norms.slice()
  }

  async forward(rows: Rows): Promise<Float64Array> {
    const size = rows.count * this.problem.network.outputs
    const out = new Float64Array(this.runs * size)
    for (let run = 0; run < this.runs; run++) out.set(this.network.forward(this.lanes.params(run), rows), run * size)
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
    this.lanes.setColumns(columns)
  }

  dispose(): void {
    // Nothing but memory, which goes by itself.
  }

  /** Entry `done` of every run, and unless it is the last the update that follows. */
  private entry(i: number, count: number, entries: NetworkEntries): void {
    const t = this.done + 1
    this.lanes.beginStep(t)
    this.batch = this.problem.batch(t)
    for (let run = 0; run < this.runs; run++) {
      if (this.alive[run] === 0) continue
      const at = run * count + i
      const { loss: found, gradient } = this.lanes.entry(run)
      // A bend such as z > 0 ? z : 0 may hide a parameter that has left the numbers.
      const loss = isFinite32(sumOf(this.lanes.params(run))) ? found : Number.NaN
      const gradNorm = this.measure(run, gradient)
      entries.loss[at] = loss
      entries.gradNorm[at] = gradNorm
      entries.lr[at] = this.lastRate[run] ?? Number.NaN
      if (!isFinite32(loss) || !isFinite32(gradNorm)) this.alive[run] = 0
      else if (t <= this.problem.steps) this.lastRate[run] = this.lanes.move()
    }
    this.lanes.endStep()
    this.done = t
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
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] as number
  return sum
}
