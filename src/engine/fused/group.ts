// One group of runs on a fused kernel: buffers on tfjs's own WebGPU device, work cut into dispatches of a few dozen
// milliseconds, the summary read back at the end and the trace as it comes. The numbers do not depend on the cuts.
import { Tape } from '../../formula/reference.ts'
import type { Plan, PlanGroup } from '../../scenario/plan-types.ts'
import { fusedProgram } from './fused-program.ts'
import type { TraceChoice } from './fused-program.ts'
import { maxTableSets, sharedNodes, TableWalker, timeless, varyingSets } from './host-values.ts'
import type { HostClasses } from './host-values.ts'
import { sharedRows, summaryRows, workgroups } from './kernel.ts'
import type { Kernel } from './kernel.ts'
import { isTimed, learnPace, wantedRunSteps } from './pace.ts'
import { bindGroup, finished, makeBuffer, pipelineFor, readBuffer } from './pipelines.ts'
import type { Binding } from './pipelines.ts'
import { summaryOf } from './summary.ts'
import type { Summary } from './summary.ts'

const maxTableBytes = 16 << 20
const maxTraceBytes = 32 << 20

/** A dispatch on its way. */
interface Flight {
  readonly updates: number
  readonly begun: number
  readonly landed: Promise<unknown>
}
const never = 3.4e38

export interface FusedOptions {
  /** Loss at or below which a run counts as arrived; -Infinity for never. */
  readonly target: number
  readonly trace: TraceChoice
  /** Runs per invocation: four on software adapters, where reading a buffer is dear. */
  readonly lanes: 1 | 4
}

/** The least float32 above a value; above 0 the least that no device takes for 0. */
function nextAbove(value: number): number {
  const bits = new Int32Array(new Float32Array([value + 0]).buffer)
  const [own = 0] = bits
  bits[0] = own >= 0 ? Math.max(own + 1, 0x00800000) : own - 1
  return new Float32Array(bits.buffer)[0] ?? Number.NaN
}

/** Entries first … first + count - 1; `trace` is [count][columns][room], its last row without lr and slots at the very end. */
export interface Piece {
  readonly first: number
  readonly count: number
  readonly trace: Float32Array | null
}

export class FusedGroup {
  readonly kernel: Kernel
  readonly watched: readonly string[]
  readonly evaluations: number
  private readonly host: HostClasses
  private readonly shared: TableWalker | null
  private readonly varying: readonly TableWalker[]
  private readonly sharedWidth: number
  private readonly stride: number
  /** Runs rounded up to whole invocations, and invocations. */
  readonly room: number
  private readonly width: number
  private readonly stepLimit: number
  private readonly buffers: Partial<Record<Binding, GPUBuffer>>
  private readonly header: ArrayBuffer
  private done = 0
  private flight: Flight | null = null
  /** When the last dispatch ended. */
  private ended = 0
  /** Rows of the summary as they are after the last entry. */
  private last: Promise<Float32Array> | null = null
  private readonly device: GPUDevice
  private readonly plan: Plan
  private readonly group: PlanGroup

  /** @throws FormulaError, RefusedRule */
  constructor(device: GPUDevice, plan: Plan, group: PlanGroup, options: FusedOptions) {
    this.device = device
    this.plan = plan
    this.group = group
    const { plane, host, kernel, watched, evaluations } = fusedProgram(plan, group, options.trace, options.lanes)
    this.host = host
    this.kernel = kernel
    this.watched = watched
    this.evaluations = evaluations
    this.room = Math.ceil(this.runs / options.lanes) * options.lanes
    this.width = this.room / options.lanes
    const walker = (set: (typeof this.host.tables)[number]): TableWalker =>
      new TableWalker(set, plane, this.host.deviceStates, group.columns, this.runs, plan.steps)
    const [alone] = this.host.tables.filter((t) => t.varying.length === 0)
    this.shared = alone ? walker(alone) : null
    this.varying = varyingSets(this.host).map(walker)
    this.sharedWidth = sharedNodes(this.host).length
    this.stride = this.varying.reduce((sum, w) => sum + w.width, 0)
    const fours = [sharedRows / Math.max(1, this.sharedWidth), maxTableBytes / 16 / Math.max(1, this.stride), maxTraceBytes / 4 / Math.max(1, this.traceBytes(1))]
    this.stepLimit = 4 * Math.max(1, Math.floor(Math.min(...fours)))
    this.header = this.writeHeader(options.target)
    this.buffers = this.createBuffers()
  }

  get runs(): number {
    return this.group.runs.length
  }

  /** Entries still to come, of steps + 1. */
  get remaining(): number {
    return this.plan.steps + 1 - this.done
  }

  /**
   * The next dispatch, of at most `limit` entries; its size follows what the last ones took. Without a trace to read it returns while the
   * dispatch is under way, when the one before has ended: the device never waits for the page. The last is waited for.
   */
  async advance(limit: number): Promise<Piece> {
    if (this.remaining <= 0) throw new Error('a fused group was advanced past its last entry')
    const pipeline = await pipelineFor(this.device, this.kernel.code, this.kernel.traceColumns > 0)
    const timed = isTimed(pipeline)
    const most = Math.min(limit, this.stepLimit, this.evenShare(wantedRunSteps(pipeline) / this.runs))
    const tail = this.remaining <= most
    const updates = tail ? this.remaining - 1 : most
    const count = tail ? this.remaining : most
    const begun = performance.now()
    this.upload(updates, tail)
    this.makeTraceRoom(count)
    this.dispatch(pipeline)
    const first = this.done
    this.done += count
    const { trace } = this.buffers
    if (trace) {
      const values = await readBuffer(this.device, trace, this.traceBytes(count))
      learnPace(pipeline, updates * this.runs, performance.now() - begun)
      return { first, count, trace: values }
    }
    const before = this.flight
    // The summary is asked for right behind the last dispatch: that it has come says that the dispatch has ended.
    const landed = this.remaining > 0 ? finished(this.device) : this.summaryState()
    // Whoever gives up does not look at it again.
    landed.catch(() => undefined)
    this.flight = { updates, begun, landed }
    await this.land(pipeline, before)
    if (!timed || this.remaining <= 0) {
      await this.land(pipeline, this.flight)
      this.flight = null
    }
    return { first, count, trace: null }
  }

  /** Reads the summary. @throws Error before the last entry has been made. */
  async summary(): Promise<Summary> {
    if (this.remaining > 0) throw new Error(`a summary needs all entries, ${this.remaining} are to come`)
    return summaryOf(await this.summaryState(), this.room, this.runs, this.done)
  }

  /** [row][run] on the device, for whoever computes on with tfjs: `tf.tensor({ buffer }, shape)`. */
  get stateBuffer(): GPUBuffer {
    const { state } = this.buffers
    if (!state) throw new Error('a fused group always has a state')
    return state
  }

  /** Device memory held, in bytes. */
  get bytes(): number {
    return Object.values(this.buffers).reduce((sum, buffer) => sum + buffer.size, 0)
  }

  dispose(): void {
    for (const buffer of Object.values(this.buffers)) buffer.destroy()
  }

  /** What is left in pieces of about so many entries, all alike: on a software adapter a small remainder costs most of what a large one does. Fours. */
  private evenShare(entries: number): number {
    const pieces = Math.max(1, Math.round(this.remaining / entries))
    return Math.ceil(this.remaining / pieces / 4) * 4
  }

  private summaryState(): Promise<Float32Array> {
    this.last ??= readBuffer(this.device, this.stateBuffer, summaryRows.length * this.room * 4)
    return this.last
  }

  private async land(pipeline: GPUComputePipeline, flight: Flight | null): Promise<void> {
    if (!flight) return
    await flight.landed
    const now = performance.now()
    learnPace(pipeline, flight.updates * this.runs, now - Math.max(flight.begun, this.ended))
    this.ended = now
  }

  private writeHeader(target: number): ArrayBuffer {
    const { plan, group, host } = this
    const uniforms = timeless(host.uniforms, group.columns, 1, plan.steps).map((v) => v[0] ?? Number.NaN)
    const fixed = this.kernel.fixedUniforms.map((name) => {
      if (name === 'T') return plan.steps
      if (name === 'noise.scale') return plan.noise.scale
      if (name === 'target.above') return nextAbove(Math.max(-never, target))
      return plan.landscape.constants[name.replace('constant:', '')] ?? Number.NaN
    })
    const values = [...fixed, ...uniforms]
    const header = new ArrayBuffer(32 + maxTableSets * 16 + Math.ceil(values.length / 4) * 16)
    const words = new Uint32Array(header)
    words.set([0, 0, this.width, 0, this.stride])
    let offset = 0
    this.varying.forEach((w, i) => {
      words.set([offset, w.combinations], 8 + 4 * i)
      offset += w.width
    })
    new Float32Array(header).set(values, 8 + 4 * maxTableSets)
    return header
  }

  private createBuffers(): Partial<Record<Binding, GPUBuffer>> {
    const { device, runs, room, group, host } = this
    const columns = new Float32Array(host.columns.length * room)
    timeless(host.columns, group.columns, runs, this.plan.steps).forEach((v, i) => columns.set(v, i * room))
    const index = new Uint32Array((1 + this.varying.length) * room)
    index.set(group.seeds)
    this.varying.forEach((w, i) => index.set(w.index, (i + 1) * room))
    const state = this.startState()
    const fours = Math.ceil(Math.min(this.stepLimit, this.plan.steps + 1) / 4)
    return {
      params: makeBuffer(device, 'params', this.header.byteLength),
      shared: makeBuffer(device, 'shared', sharedRows * 16),
      columns: makeBuffer(device, 'columns', columns.byteLength, columns),
      table: makeBuffer(device, 'table', fours * this.stride * 16),
      index: makeBuffer(device, 'index', index.byteLength, index),
      state: makeBuffer(device, 'state', state.byteLength, state),
    }
  }

  private startState(): Float32Array<ArrayBuffer> {
    const { runs, room, group, host, plan } = this
    const state = new Float32Array(this.kernel.stateRows * room)
    const block = new Tape(host.deviceStates.map((s) => s.start)).block(runs)
    for (const [name, values] of Object.entries(group.columns)) block.input(`column:${name}`)?.set(values)
    block.input('x')?.set(group.startX)
    block.input('y')?.set(group.startY)
    block.input('T')?.fill(plan.steps)
    block.run()
    state.fill(never, 3 * room, 4 * room)
    block.outputs.forEach((v, i) => state.set(v, (summaryRows.length + i) * room))
    return state
  }

  private upload(updates: number, tail: boolean): void {
    const { queue } = this.device
    const { params, shared, table } = this.buffers
    new Uint32Array(this.header).set([this.done, updates, this.width, tail ? 1 : 0])
    if (params) queue.writeBuffer(params, 0, this.header)
    if (this.shared && shared && updates > 0) {
      const rows = new Float32Array(Math.ceil(updates / 4) * this.sharedWidth * 4)
      this.shared.rows(updates, rows, this.sharedWidth, 0)
      queue.writeBuffer(shared, 0, rows)
    }
    if (this.stride === 0 || !table || updates === 0) return
    const rows = new Float32Array(Math.ceil(updates / 4) * this.stride * 4)
    let offset = 0
    for (const walker of this.varying) {
      walker.rows(updates, rows, this.stride, offset)
      offset += walker.width
    }
    queue.writeBuffer(table, 0, rows)
  }

  private dispatch(pipeline: GPUComputePipeline): void {
    const encoder = this.device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, bindGroup(this.device, pipeline, this.buffers))
    pass.dispatchWorkgroups(...workgroups(this.width))
    pass.end()
    this.device.queue.submit([encoder.finish()])
  }

  private traceBytes(count: number): number {
    return this.kernel.traceColumns * count * this.room * 4
  }

  private makeTraceRoom(count: number): void {
    const bytes = this.traceBytes(count)
    const { trace } = this.buffers
    if (bytes === 0 || (trace && trace.size >= bytes)) return
    trace?.destroy()
    this.buffers.trace = makeBuffer(this.device, 'trace', bytes)
  }
}
