// A fused group as the rest of the engine sees it: trace frames, any number of entries at a time.
import { Tape } from '../../formula/reference.ts'
import type { TraceFrame } from '../../protocol/messages.ts'
import type { Plan, PlanGroup } from '../../scenario/plan-types.ts'
import { compileGroup } from '../compile.ts'
import { closeFrame, emptyColumns, updatesMade } from '../stepper.ts'
import type { Columns, GroupStepper } from '../stepper.ts'
import { FusedGroup } from './group.ts'
import type { Piece } from './group.ts'

/** @throws FormulaError, RefusedRule */
export function fusedStepper(device: GPUDevice, plan: Plan, group: PlanGroup, withSlots: boolean, lanes: 1 | 4): GroupStepper {
  return new FusedStepper(device, plan, group, withSlots, lanes)
}

class FusedStepper implements GroupStepper {
  private readonly fused: FusedGroup
  private readonly stoppedAt: Int32Array
  /** What the next entry's rate and slots are, [1 + slots][runs]: those of the update that leads to it. */
  private readonly pending: Float64Array[]
  private done = 0
  private readonly plan: Plan
  private readonly group: PlanGroup

  constructor(device: GPUDevice, plan: Plan, group: PlanGroup, withSlots: boolean, lanes: 1 | 4) {
    this.plan = plan
    this.group = group
    this.fused = new FusedGroup(device, plan, group, { target: Number.NEGATIVE_INFINITY, trace: withSlots ? 'slots' : 'path', lanes })
    this.stoppedAt = new Int32Array(group.runs.length).fill(-1)
    this.pending = [new Float64Array(group.runs.length).fill(Number.NaN), ...startValues(plan, group, this.fused.watched)]
  }

  async advance(count: number): Promise<TraceFrame> {
    const columns = emptyColumns(this.group.runs.length, count, this.fused.watched)
    for (let at = 0; at < count; ) {
      const piece = await this.fused.advance(count - at)
      this.unpack(piece, columns, at, count)
      at += piece.count
    }
    const frame = closeFrame(this.group, this.done, count, columns, this.stoppedAt)
    this.done += count
    return frame
  }

  evaluations(): readonly number[] {
    return updatesMade(this.done, this.plan.steps, this.stoppedAt).map((updates) => updates * this.fused.evaluations)
  }

  dispose(): void {
    this.fused.dispose()
  }

  /** The piece's entries become entries at … of the frame, `count` wide. */
  private unpack(piece: Piece, columns: Columns, at: number, count: number): void {
    const { trace } = piece
    if (!trace) throw new Error('a traced group gives its trace')
    const { room, watched } = this.fused
    const seen = [columns.x, columns.y, columns.loss, columns.gradNorm]
    const later = [columns.lr, ...watched.map((name) => columns.slots[name])]
    const width = seen.length + later.length
    for (let i = 0; i < piece.count; i++) {
      for (let run = 0; run < this.group.runs.length; run++) {
        const to = run * count + at + i
        const value = (column: number): number => trace[(i * width + column) * room + run] ?? Number.NaN
        seen.forEach((column, c) => (column[to] = value(c)))
        later.forEach((column, c) => {
          const pending = this.pending[c]
          if (!column || !pending) return
          column[to] = pending[run] ?? Number.NaN
          pending[run] = value(seen.length + c)
        })
      }
    }
  }
}

/** Slots as they begin; NaN for what is assigned afresh at every step. */
function startValues(plan: Plan, group: PlanGroup, watched: readonly string[]): Float64Array[] {
  const { states } = compileGroup(plan, group).plane
  const found = watched.map((name) => states.find((s) => s.name === name))
  const block = new Tape(found.flatMap((s) => s?.start ?? [])).block(group.runs.length)
  for (const [name, values] of Object.entries(group.columns)) block.input(`column:${name}`)?.set(values)
  block.input('x')?.set(group.startX)
  block.input('y')?.set(group.startY)
  block.run()
  const starts = block.outputs.values()
  return found.map((s) => (s ? starts.next().value?.slice() : undefined) ?? new Float64Array(group.runs.length).fill(Number.NaN))
}
