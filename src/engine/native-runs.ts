// Native rules inside the reference rollout: TypeScript steppers that see the problem through compiled tapes.
import type { NativeStepper, PlaneProblem } from '../catalog/types.ts'
import { optimizerById } from '../catalog/optimizers/registry.ts'
import { Tape } from '../formula/reference.ts'
import type { TapeBlock } from '../formula/reference.ts'
import type { Plan, PlanGroup } from '../scenario/plan-types.ts'
import { cachedTape } from './compile.ts'
import type { GroupProgram } from './compile.ts'
import { fillNoise } from './noise.ts'
import { isFinite32 } from './stepper.ts'

/** Native rules: one stepper per run, given the problem as functions of a point. */
export class NativeRuns {
  readonly calls: Int32Array
  private readonly steppers: readonly NativeStepper[]
  private readonly rate: TapeBlock
  private readonly problem: TapeBlock
  private readonly plan: Plan
  private readonly group: PlanGroup
  private readonly from: number

  constructor(plan: Plan, group: PlanGroup, program: GroupProgram, key: string, from: number, width: number, fill: (b: TapeBlock) => void) {
    const { landscape, plane } = program
    const optimizer = 'native' in group.rule ? optimizerById.get(group.rule.native) : undefined
    if (optimizer?.kind !== 'native') throw new Error(`no native rule ${JSON.stringify(group.rule)}`)
    this.plan = plan
    this.group = group
    this.from = from
    this.calls = new Int32Array(width)
    this.steppers = Array.from({ length: width }, (_, i) => optimizer.create(group.nativeHyper[from + i] ?? {}))
    this.rate = cachedTape(`rate|${key}`, () => new Tape([plane.lr])).block(width)
    this.problem = cachedTape(`problem|${key}`, () => new Tape([landscape.value, ...plane.gradient, ...landscape.hessian])).block(width)
    fill(this.rate)
    fill(this.problem)
  }

  step(
    t: number, x: Float64Array, y: Float64Array, input: (name: string) => Float64Array | null,
    stateNames: readonly string[], states: readonly (Float64Array | null)[],
  ): void {
    const [nativeX, nativeY] = [input('native.x'), input('native.y')]
    for (const block of [this.rate, this.problem]) {
      block.input('t')?.fill(t)
      stateNames.forEach((name, i) => states[i] && block.input(i < 2 ? name : `state:${name}`)?.set(states[i]))
    }
    this.rate.input('x')?.set(x)
    this.rate.input('y')?.set(y)
    this.rate.run()
    fillNoise(this.plan, this.group, this.from, t, [this.problem.input('noise.x'), this.problem.input('noise.y')])
    this.steppers.forEach((stepper, run) => {
      // A run that has left the finite numbers asks for nothing more.
      if (!isFinite32(x[run] ?? 0) || !isFinite32(y[run] ?? 0)) return
      const lr = this.rate.outputs[0]?.[run] ?? Number.NaN
      const [nx, ny] = stepper.step(x[run] ?? 0, y[run] ?? 0, lr, t, this.at(run))
      if (nativeX) nativeX[run] = nx
      if (nativeY) nativeY[run] = ny
    })
  }

  /** The problem as one run sees it. Each call evaluates the block; native runs are few, so that is cheap enough. */
  private at(run: number): PlaneProblem {
    const evaluate = (x: number, y: number, first: number): number[] => {
      this.problem.input('x')?.fill(x)
      this.problem.input('y')?.fill(y)
      this.problem.run()
      return this.problem.outputs.slice(first).map((o) => o[run] ?? Number.NaN)
    }
    return {
      loss: (x, y) => evaluate(x, y, 0)[0] ?? Number.NaN,
      gradient: (x, y) => {
        this.calls[run] = (this.calls[run] ?? 0) + 1
        const [gx = Number.NaN, gy = Number.NaN] = evaluate(x, y, 1)
        return [gx, gy]
      },
      hessian: (x, y) => {
        const [xx = Number.NaN, xy = Number.NaN, yy = Number.NaN] = evaluate(x, y, 3)
        return [xx, xy, yy]
      },
    }
  }
}
