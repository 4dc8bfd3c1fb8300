// Rollouts on the float64 reference, in blocks of runs.
import { Tape } from '../formula/reference.ts'
import type { TapeBlock } from '../formula/reference.ts'
import type { TraceFrame } from '../protocol/messages.ts'
import type { Plan, PlanGroup } from '../scenario/plan-types.ts'
import { cachedTape, compileGroup, programKey } from './compile.ts'
import type { GroupProgram } from './compile.ts'
import { NativeRuns } from './native-runs.ts'
import { fillNoise } from './noise.ts'
import { closeFrame, emptyColumns, updatesMade } from './stepper.ts'
import type { Columns, GroupStepper } from './stepper.ts'

/** Runs per block: wide enough to pay for interpreting, narrow enough for the registers to stay in the cache. */
const blockWidth = 64

/** Where each kind of root begins in the step tape. */
interface Layout {
  readonly tape: Tape
  readonly stateNames: readonly string[]
  readonly watched: readonly string[]
}

function stepTape(key: string, program: GroupProgram): Layout {
  const { plane } = program
  const watched = [...plane.watched.keys()]
  const roots = [
    plane.shown.x, plane.shown.y, plane.shown.loss, ...plane.shown.gradient, plane.lr,
    ...plane.states.map((s) => s.next), ...plane.watched.values(),
  ]
  return { tape: cachedTape(`step|${key}`, () => new Tape(roots)), stateNames: plane.states.map((s) => s.name), watched }
}

/** @throws FormulaError, RefusedRule */
export function referenceStepper(plan: Plan, group: PlanGroup, withSlots: boolean): GroupStepper {
  const program = compileGroup(plan, group)
  const key = programKey(plan, group)
  const layout = stepTape(key, program)
  const blocks: Block[] = []
  for (let from = 0; from < group.runs.length; from += blockWidth) {
    blocks.push(new Block(plan, group, program, layout, key, from, Math.min(blockWidth, group.runs.length - from)))
  }
  const stoppedAt = new Int32Array(group.runs.length).fill(-1)
  let done = 0
  return {
    advance: async (count): Promise<TraceFrame> => {
      const columns = emptyColumns(group.runs.length, count, withSlots ? layout.watched : [])
      for (const block of blocks) block.advance(done, count, columns)
      const frame = closeFrame(group, done, count, columns, stoppedAt)
      done += count
      return frame
    },
    evaluations: () => {
      const made = updatesMade(done, plan.steps, stoppedAt)
      return made.map((updates, run) => blocks[Math.floor(run / blockWidth)]?.nativeCalls(run % blockWidth) ?? updates * program.evaluations)
    },
    dispose: () => undefined,
  }
}

class Block {
  private readonly block: TapeBlock
  private readonly states: readonly (Float64Array | null)[]
  private readonly nexts: readonly Float64Array[]
  private readonly watched: readonly Float64Array[]
  private readonly scratch: readonly Float64Array[]
  private readonly time: Float64Array | null
  private readonly noise: readonly [Float64Array | null, Float64Array | null]
  private readonly native: NativeRuns | null
  private readonly lastRate: Float64Array
  private readonly lastWatched: readonly Float64Array[]
  private readonly x: Float64Array
  private readonly y: Float64Array
  private readonly plan: Plan
  private readonly group: PlanGroup
  private readonly layout: Layout
  private readonly from: number
  private readonly width: number

  constructor(plan: Plan, group: PlanGroup, program: GroupProgram, layout: Layout, key: string, from: number, width: number) {
    this.plan = plan
    this.group = group
    this.layout = layout
    this.from = from
    this.width = width
    this.block = layout.tape.block(width)
    const n = layout.stateNames.length
    this.states = program.plane.states.map((s) => this.block.input(s.symbol.name))
    this.nexts = this.block.outputs.slice(6, 6 + n)
    this.watched = this.block.outputs.slice(6 + n)
    this.scratch = this.nexts.map(() => new Float64Array(width))
    this.time = this.block.input('t')
    this.noise = [this.block.input('noise.x'), this.block.input('noise.y')]
    this.fillInputs(this.block)
    const starts = this.starts(program, key)
    this.states.forEach((s, i) => s?.set(starts[i] ?? []))
    this.x = starts[0] ?? new Float64Array(width)
    this.y = starts[1] ?? new Float64Array(width)
    this.lastRate = new Float64Array(width).fill(Number.NaN)
    this.lastWatched = layout.watched.map((name) => starts[layout.stateNames.indexOf(name)]?.slice() ?? new Float64Array(width).fill(Number.NaN))
    this.native = 'native' in group.rule ? new NativeRuns(plan, group, program, key, from, width, (b) => this.fillInputs(b)) : null
  }

  nativeCalls(run: number): number | undefined {
    return this.native?.calls[run]
  }

  /** Writes entries first … first + count - 1. The tape at state k gives entry k's point and loss, and state k + 1. */
  advance(first: number, count: number, columns: Columns): void {
    const [x, y, loss, gx, gy, lr] = this.block.outputs
    if (!x || !y || !loss || !gx || !gy || !lr) return
    const slots = this.layout.watched.map((name) => columns.slots[name])
    for (let i = 0; i < count; i++) {
      const step = first + i + 1
      this.prepare(step)
      this.block.run()
      for (let run = 0, at = this.from * count + i; run < this.width; run++, at += count) {
        columns.x[at] = x[run] ?? Number.NaN
        columns.y[at] = y[run] ?? Number.NaN
        columns.loss[at] = loss[run] ?? Number.NaN
        columns.gradNorm[at] = Math.hypot(gx[run] ?? Number.NaN, gy[run] ?? Number.NaN)
        columns.lr[at] = this.lastRate[run] ?? Number.NaN
        slots.forEach((slot, s) => {
          if (slot) slot[at] = this.lastWatched[s]?.[run] ?? Number.NaN
        })
      }
      this.lastRate.set(lr)
      if (slots[0]) this.watched.forEach((w, s) => this.lastWatched[s]?.set(w))
      this.commit()
    }
  }

  private prepare(step: number): void {
    this.time?.fill(step)
    fillNoise(this.plan, this.group, this.from, step, this.noise)
    // The last entry is drawn, not stepped from: a native rule would count evaluations that no step used.
    if (!this.native || step > this.plan.steps) return
    this.native.step(step, this.x, this.y, (name) => this.block.input(name), this.layout.stateNames, this.states)
  }

  /** next -> state. A next may be another state's own column (a swap), so all are read before any is written. */
  private commit(): void {
    const { scratch } = this
    for (let i = 0; i < scratch.length; i++) scratch[i]?.set(this.nexts[i] ?? [])
    for (let i = 0; i < scratch.length; i++) this.states[i]?.set(scratch[i] ?? [])
    this.x.set(scratch[0] ?? [])
    this.y.set(scratch[1] ?? [])
  }

  private fillInputs(block: TapeBlock): void {
    const { plan, group, from, width } = this
    for (const [name, values] of Object.entries(group.columns)) block.input(`column:${name}`)?.set(values.subarray(from, from + width))
    for (const [name, value] of Object.entries(plan.landscape.constants)) block.input(`constant:${name}`)?.fill(value)
    block.input('T')?.fill(plan.steps)
    block.input('noise.scale')?.fill(plan.noise.scale)
    block.input('x')?.set(group.startX.subarray(from, from + width))
    block.input('y')?.set(group.startY.subarray(from, from + width))
  }

  private starts(program: GroupProgram, key: string): Float64Array[] {
    const block = cachedTape(`start|${key}`, () => new Tape(program.plane.states.map((s) => s.start))).block(this.width)
    this.fillInputs(block)
    block.run()
    return block.outputs.map((o) => o.slice())
  }
}
