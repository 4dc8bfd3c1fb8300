// A fused training as the rest of the engine sees it. Work is cut into dispatches of a few dozen milliseconds; while the device is at
// one, the host gathers the batches of the next. The numbers do not depend on the cuts.
import { Tape } from '../../../formula/reference.ts'
import type { TrainGroup } from '../../../scenario/network/plan-types.ts'
import { readBuffer } from '../../fused/pipelines.ts'
import { isFinite32 } from '../../stepper.ts'
import { closedTraining } from '../contract.ts'
import type { NetworkEntries, NetworkProblem, NetworkStepper, Rows } from '../contract.ts'
import { fusedNetwork, limitsOf } from './fused-network.ts'
import type { Form, FusedNetwork } from './fused-network.ts'
import { dispatch, fill, makeRoom, pipelineFor } from './gpu.ts'
import type { Binding, Buffers } from './gpu.ts'
import { outColumns } from './kernel.ts'
import { packStates, unpackState } from './layout.ts'
import { NetworkLooks } from './looks.ts'
import { BatchPack } from './rows.ts'

/** What one dispatch should take, so that the device stays free for drawing and an abort is heard soon. */
const targetMilliseconds = 60
/** Numbers of batches, values of time and results that one dispatch may need. */
const mostFloats = 1 << 22

const trainerBindings: readonly Binding[] = ['params', 'batch', 'index', 'table', 'columns', 'state', 'out']

export interface FusedNetworkOptions {
  readonly software: boolean
  /** Instead of the one that fits. */
  readonly form?: Form
}

/** @throws FormulaError, RefusedRule */
export function fusedNetworkStepper(device: GPUDevice, problem: NetworkProblem, group: TrainGroup, options: FusedNetworkOptions): NetworkStepper {
  return new FusedTraining(device, problem, group, options)
}

/** Steps made ready: what the next dispatch is given. */
interface Piece {
  readonly first: number
  readonly count: number
  readonly batches: BatchPack
  readonly table: Float32Array<ArrayBuffer>
  readonly columns: Float32Array<ArrayBuffer>
  /** Rates of the updates, [count][runs], where they are the host's. */
  readonly rates: Float64Array
}

class FusedTraining implements NetworkStepper {
  private readonly fused: FusedNetwork
  private readonly buffers: Buffers = {}
  private readonly looks: NetworkLooks
  private readonly columns: Record<string, Float64Array>
  private readonly runs: number
  private readonly alive: Uint8Array
  private readonly lastRate: Float64Array
  private done = 0
  private disposed = false
  private rows = 0
  private stepsPerDispatch: number
  private stateCopy: Promise<Float32Array> | null = null
  private readonly device: GPUDevice
  private readonly problem: NetworkProblem

  constructor(device: GPUDevice, problem: NetworkProblem, group: TrainGroup, { software, form }: FusedNetworkOptions) {
    this.device = device
    this.problem = problem
    this.runs = group.runs.length
    const { network, initial } = problem
    if (initial.length !== this.runs * network.params) throw new Error(`initial: expected [${this.runs}, ${network.params}], got ${initial.length} values`)
    this.columns = { ...group.columns }
    const limits = limitsOf(device, software)
    this.fused = fusedNetwork(problem, group, this.columns, limits, form)
    this.looks = new NetworkLooks(device, problem, limits)
    this.alive = new Uint8Array(this.runs).fill(1)
    this.lastRate = new Float64Array(this.runs).fill(Number.NaN)
    // A guess for the first, on the safe side.
    this.stepsPerDispatch = Math.max(1, Math.min(64, Math.floor(2e6 / (network.params * this.runs))))
    fill(device, this.buffers, 'state', this.startState())
  }

  async advance(count: number): Promise<NetworkEntries> {
    const column = (): Float64Array => new Float64Array(this.runs * count).fill(Number.NaN)
    const entries = { loss: column(), gradNorm: column(), lr: column() }
    const begun = this.done
    const end = begun + count
    this.stateCopy = null
    let piece = this.prepare(end)
    while (piece) {
      const pipeline = await this.compiled(piece)
      this.throwIfDisposed()
      const at = performance.now()
      this.dispatch(pipeline, piece)
      const reading = this.read(piece.count)
      const next = this.prepare(end)
      this.unpack(piece, await reading, entries, piece.first - begun, count)
      this.adapt(piece.count, performance.now() - at)
      piece = next
    }
    return entries
  }

  async parameters(): Promise<Float64Array> {
    const { rule, layout } = this.fused
    const state = rule.states.findIndex((s) => s.symbol === rule.step.shown)
    if (state < 0) throw new Error('the drawn point of a rule is theta or one of its slots')
    return unpackState(layout, await this.state(), state, this.runs, this.problem.network.params)
  }

  async tensorNorms(): Promise<Float64Array> {
    const { layout } = this.fused
    const state = await this.state()
    const count = layout.tensors.length
    const norms = new Float64Array(this.runs * count).fill(Number.NaN)
    if (this.done === 0) return norms
    for (let run = 0; run < this.runs; run++) norms.set(state.subarray(run * layout.words + layout.norms, run * layout.words + layout.norms + count), run * count)
    return norms
  }

  async forward(rows: Rows): Promise<Float64Array> {
    return this.looks.outputs(await this.parameters(), this.runs, rows)
  }

  lossAt(parameters: Float64Array, count: number, rows: Rows): Promise<Float64Array> {
    return this.looks.losses(parameters, count, rows)
  }

  freeze(run: number): void {
    this.alive[run] = 0
    const { state } = this.buffers
    if (state) this.device.queue.writeBuffer(state, run * this.fused.layout.words * 4, new Float32Array([0]))
  }

  setColumns(columns: Readonly<Record<string, Float64Array>>): void {
    for (const [name, values] of Object.entries(columns)) {
      if (values.length !== this.runs) throw new Error(`column ${name}: expected ${this.runs} values, got ${values.length}`)
      this.columns[name] = values
    }
    this.fused.host.refill()
  }

  dispose(): void {
    this.disposed = true
    for (const buffer of Object.values(this.buffers)) buffer.destroy()
    this.looks.dispose()
  }

  private throwIfDisposed(): void {
    if (this.disposed) throw closedTraining()
  }

  private async state(): Promise<Float32Array> {
    this.throwIfDisposed()
    const { state } = this.buffers
    if (!state) throw new Error('a fused training always has a state')
    this.stateCopy ??= readBuffer(this.device, state, this.runs * this.fused.layout.words * 4)
    return this.stateCopy
  }

  private startState(): Float32Array<ArrayBuffer> {
    const { rule, layout } = this.fused
    const { initial, network: { params }, steps } = this.problem
    const block = new Tape(rule.states.map((s) => s.start)).block(params)
    const byRun = Array.from({ length: this.runs }, (_, run) => {
      for (const [name, values] of Object.entries(this.columns)) block.input(`column:${name}`)?.fill(values[run] ?? Number.NaN)
      block.input('theta')?.set(initial.subarray(run * params, (run + 1) * params))
      block.input('T')?.fill(steps)
      block.run()
      return block.outputs.map((o) => o.slice())
    })
    return packStates(layout, rule, this.runs, (state, run) => byRun[run]?.[state] ?? [])
  }

  /** The next steps before `end`, or null. The host's share goes on as they are made ready. */
  private prepare(end: number): Piece | null {
    const { host, rule } = this.fused
    const count = Math.min(end - this.done, this.stepsPerDispatch)
    if (count <= 0) return null
    const { runs, problem } = this
    const batches = new BatchPack(problem.network, count)
    const width = rule.timed.length * runs
    const table = new Float32Array(count * width)
    const rates = new Float64Array(count * runs)
    const lr = host.boundary.get(rule.step.lr)
    const first = this.done
    let made = 0
    while (made < count && (made === 0 || batches.floats + (made + 1) * (width + outColumns(rule) * runs) < mostFloats)) {
      const t = first + made + 1
      host.advance(t)
      rule.timed.forEach((node, n) => table.set(host.boundary.get(node) ?? [], made * width + n * runs))
      if (lr) rates.set(lr, made * runs)
      host.commit()
      batches.add(problem.batch(t))
      made++
    }
    const columns = new Float32Array(rule.columns.length * runs)
    rule.columns.forEach((node, n) => columns.set(host.boundary.get(node) ?? [], n * runs))
    this.done += made
    return { first, count: made, batches, table, columns, rates }
  }

  /** Batches may grow: room is made for the largest so far. */
  private compiled({ batches }: Piece): Promise<GPUComputePipeline> {
    this.rows = Math.max(this.rows, batches.most)
    const { code, scratch } = this.fused.kernel.forRows(this.rows)
    return pipelineFor(this.device, code, [...trainerBindings, ...(scratch > 0 ? ['scratch' as const] : [])])
  }

  private dispatch(pipeline: GPUComputePipeline, { first, count, batches, table, columns }: Piece): void {
    const { device, buffers, runs } = this
    const { scratch } = this.fused.kernel.forRows(this.rows)
    fill(device, buffers, 'params', new Uint32Array([first, count, this.problem.steps, runs, scratch, 0, 0, 0]))
    fill(device, buffers, 'batch', batches.data)
    fill(device, buffers, 'index', batches.index)
    fill(device, buffers, 'table', table)
    fill(device, buffers, 'columns', columns)
    if (scratch > 0) makeRoom(device, buffers, 'scratch', 4 * scratch * runs)
    makeRoom(device, buffers, 'out', this.outBytes(count))
    dispatch(device, pipeline, buffers, runs)
  }

  /** Results of a dispatch, and of each run how many entries it made. */
  private outBytes(count: number): number {
    return 4 * this.runs * (count * outColumns(this.fused.rule) + 1)
  }

  private read(count: number): Promise<Float32Array> {
    const { out } = this.buffers
    if (!out) throw new Error('results are read after a dispatch')
    return readBuffer(this.device, out, this.outBytes(count))
  }

  /** The piece's entries become entries at … of those asked for, `width` of each run. */
  private unpack({ first, count, rates }: Piece, out: Float32Array, entries: NetworkEntries, at: number, width: number): void {
    const { runs, problem } = this
    const { rule } = this.fused
    const columns = outColumns(rule)
    for (let run = 0; run < runs; run++) {
      if (this.alive[run] === 0) continue
      const made = out[count * columns * runs + run] ?? 0
      for (let i = 0; i < made; i++) {
        const value = (column: number): number => out[(i * columns + column) * runs + run] ?? Number.NaN
        const to = run * width + at + i
        const [loss, norm] = [value(0), value(1)]
        entries.loss[to] = loss
        entries.gradNorm[to] = norm
        entries.lr[to] = this.lastRate[run] ?? Number.NaN
        if (!isFinite32(loss) || !isFinite32(norm)) this.alive[run] = 0
        else if (first + i < problem.steps) this.lastRate[run] = rule.hostRate ? (rates[i * runs + run] ?? Number.NaN) : value(2)
      }
    }
  }

  private adapt(count: number, took: number): void {
    const factor = Math.min(8, Math.max(0.25, targetMilliseconds / Math.max(took, 1)))
    // A short piece says little but that it was short.
    if (count >= this.stepsPerDispatch / 2) this.stepsPerDispatch = Math.max(1, Math.round(count * factor))
  }
}
