// The float64 reading of a step on parameter tensors: one lane for each parameter of one run. The flat vector is cut into
// segments, one for each kernel and each bias; what is one number for a tensor or a run stands in every lane of it.
import { orthogonalize } from './orthogonalize.ts'
import { topological } from './graph.ts'
import type { Node } from './graph.ts'
import { isProblem, isReduce } from './ops.ts'
import { instruction } from './reference.ts'

export interface Segment {
  readonly offset: number
  readonly size: number
  /** A kernel, [fanIn, fanOut] row-major. */
  readonly matrix: boolean
  readonly fanIn: number
  readonly fanOut: number
}

/** What the problem gives: loss and gradient at a point, [params]. The gradient is written to `out`. */
export interface LaneProblem {
  evaluate(point: Float64Array, out: Float64Array): number
}

export interface LaneSetup {
  readonly segments: readonly Segment[]
  /** Nodes that are parameter tensors (formula/shape.ts). */
  readonly tensors: ReadonlySet<Node>
  /** Nodes that are given, whatever they are made of: state, and what the host has computed. */
  readonly leaves: ReadonlySet<Node>
  readonly theta: Node
  readonly problem: LaneProblem
}

/** A list of roots over the lanes of one run, with room to compute them. */
export class Lanes {
  readonly outputs: readonly Float64Array[]
  private readonly register: ReadonlyMap<Node, Float64Array>
  private readonly steps: readonly (() => void)[]
  private readonly known = new Map<Node, { loss: number; readonly gradient: Float64Array }>()
  private readonly setup: LaneSetup
  private readonly width: number

  constructor(roots: readonly Node[], setup: LaneSetup) {
    this.setup = setup
    this.width = setup.segments.reduce((n, s) => n + s.size, 0)
    const order = needed(roots, setup.leaves)
    const place = new Map(order.map((node, i) => [node, i]))
    const registers = new Float64Array(order.length * this.width)
    this.register = new Map(order.map((node, i) => [node, registers.subarray(i * this.width, (i + 1) * this.width)]))
    for (const node of order) if (node.op === 'const') this.at(node).fill(node.value)
    for (const node of order) if (node.op === 'sym') this.fillShape(node)
    this.outputs = roots.map((root) => this.at(root))
    this.steps = order
      .filter((node) => !setup.leaves.has(node) && node.op !== 'const' && node.op !== 'sym')
      .map((node) => {
        if (isReduce(node.op)) return this.reduction(node)
        if (isProblem(node.op)) return this.problem(node)
        const step = instruction(node, place.get(node) ?? -1, node.args.map((a) => place.get(a) ?? -1))
        return () => step(registers, this.width)
      })
  }

  /** The lanes of a leaf, to be filled before `run`; null where nothing needs it. */
  input(node: Node): Float64Array | null {
    return this.register.get(node) ?? null
  }

  run(): void {
    for (const point of this.known.values()) point.loss = Number.NaN
    for (const step of this.steps) step()
  }

  /** The loss at a point at which the last `run` took the gradient. */
  lossAt(point: Node): number {
    return this.known.get(point)?.loss ?? Number.NaN
  }

  private at(node: Node | undefined): Float64Array {
    const lanes = node && this.register.get(node)
    if (!lanes) throw new Error('a node was read before it had lanes')
    return lanes
  }

  private fillShape(node: Node): void {
    const of: Readonly<Record<string, (s: Segment) => number>> = {
      'tensor:matrix': (s) => Number(s.matrix), 'tensor:fan_in': (s) => s.fanIn, 'tensor:fan_out': (s) => s.fanOut,
    }
    const value = of[node.name]
    if (value) this.spread(this.at(node), value)
    else if (!this.setup.leaves.has(node)) throw new Error(`a step on tensors has no ${node.name}`)
  }

  private spread(out: Float64Array, value: (segment: Segment) => number): void {
    for (const s of this.setup.segments) out.fill(value(s), s.offset, s.offset + s.size)
  }

  /** One number stands for a tensor of one element, as on the plane. */
  private reduction(node: Node): () => void {
    const [first, second = first] = node.args
    const [a, b, out] = [this.at(first), this.at(second), this.at(node)]
    const wide = node.args.some((n) => this.setup.tensors.has(n))
    const sum = (s: Segment, f: (i: number) => number): number => {
      let total = 0
      for (let i = s.offset; i < s.offset + (wide ? s.size : 1); i++) total += f(i)
      return total
    }
    const value = (i: number): number => a[i] as number
    const each = (f: (s: Segment) => number) => () => this.spread(out, f)
    switch (node.op) {
      case 'norm':
        return each((s) => Math.sqrt(sum(s, (i) => value(i) * value(i))))
      case 'mean':
        return each((s) => sum(s, value) / (wide ? s.size : 1))
      case 'dot':
        return each((s) => sum(s, (i) => value(i) * (b[i] as number)))
      case 'total':
        return () => out.fill(this.setup.segments.reduce((all, s) => all + sum(s, value), 0))
      default:
        return each((s) => sum(s, value))
    }
  }

  private problem(node: Node): () => void {
    const out = this.at(node)
    const { segments, theta } = this.setup
    const kernels = segments.filter((s) => s.matrix)
    switch (node.op) {
      case 'grad': {
        const point = node.args[0] ?? theta
        return () => out.set(this.evaluate(point).gradient)
      }
      case 'loss':
        return () => {
          out.fill(this.evaluate(theta).loss)
        }
      case 'orthogonalize': {
        const [m, steps, eps] = node.args.map((a) => this.at(a))
        return () => {
          out.fill(0)
          for (const s of kernels) orthogonalize(m ?? out, out, s, steps?.[s.offset] ?? 5, eps?.[s.offset] ?? 1e-7)
        }
      }
      case 'row_mean':
      case 'col_mean': {
        const a = this.at(node.args[0])
        const alongRow = node.op === 'row_mean'
        return () => {
          out.set(a)
          for (const s of kernels) (alongRow ? rowMeans : columnMeans)(a, out, s)
        }
      }
      default:
        throw new Error(`a step on tensors has no ${node.op}`)
    }
  }

  /** Loss and gradient at a point, once in a run. */
  private evaluate(node: Node): { readonly loss: number; readonly gradient: Float64Array } {
    const point = this.known.get(node) ?? { loss: Number.NaN, gradient: new Float64Array(this.width), fresh: false }
    this.known.set(node, point)
    if (Number.isNaN(point.loss)) point.loss = this.setup.problem.evaluate(this.at(node), point.gradient)
    return point
  }
}

/** Nodes that the roots need, arguments first; leaves are not looked into. */
function needed(roots: readonly Node[], leaves: ReadonlySet<Node>): Node[] {
  const open = new Set<Node>()
  const stack = [...roots]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (open.has(node)) continue
    open.add(node)
    if (!leaves.has(node)) stack.push(...node.args)
  }
  return topological(roots).filter((n) => open.has(n))
}

function rowMeans(a: Float64Array, out: Float64Array, { offset, fanIn, fanOut }: Segment): void {
  for (let row = 0; row < fanIn; row++) {
    const from = offset + row * fanOut
    let sum = 0
    for (let i = from; i < from + fanOut; i++) sum += a[i] as number
    out.fill(sum / fanOut, from, from + fanOut)
  }
}

function columnMeans(a: Float64Array, out: Float64Array, { offset, fanIn, fanOut }: Segment): void {
  for (let column = 0; column < fanOut; column++) {
    let sum = 0
    for (let row = 0; row < fanIn; row++) sum += a[offset + row * fanOut + column] as number
    for (let row = 0; row < fanIn; row++) out[offset + row * fanOut + column] = sum / fanIn
  }
}
