// A step on parameter tensors -> plain numbers on the plane: theta becomes (x, y), a slot across the pair becomes two
// states, norms become square roots, gradients become formulas. What remains is scalar algebra per run, which the
// float64 reference and the fused WGSL kernel read directly.
import type { StepProgram } from './compose.ts'
import { planeDerivatives } from './differentiate.ts'
import { topological } from './graph.ts'
import type { Graph, Node } from './graph.ts'
import { isProblem, isReduce } from './ops.ts'
import { inferTensors } from './shape.ts'

export type NoiseKind = 'none' | 'gaussian' | 'multiplicative' | 'heavy-tail'

export interface PlaneFunction {
  readonly value: Node
  readonly gradient: readonly [Node, Node]
  readonly hessian: readonly [Node, Node, Node]
}

export interface PlaneState {
  /** `x`, `y`, then slots: `m.x`, `m.y` for a pair, `A` for one number per run. */
  readonly name: string
  readonly symbol: Node
  readonly start: Node
  readonly next: Node
}

/**
 * Symbols: `x`, `y`, `t`, `T`, `column:<name>`, `state:<slot>[.x|.y]`, `constant:<name>` of the landscape,
 * `noise.x`, `noise.y` (unit draws of this step) and `noise.scale`; `native.x`, `native.y` for native rules.
 * In `start`, x and y are the starting point.
 */
export interface PlaneProgram {
  readonly graph: Graph
  readonly states: readonly PlaneState[]
  readonly lr: Node
  /** What the rule is given as g: with noise and through the gradient modifiers. */
  readonly gradient: readonly [Node, Node]
  /** The drawn point, its loss and its exact gradient, as functions of the state before a step. */
  readonly shown: { readonly x: Node; readonly y: Node; readonly loss: Node; readonly gradient: readonly [Node, Node] }
  /** Names the rule assigns, by component, after the step. */
  readonly watched: ReadonlyMap<string, Node>
}

/** A rule that asks for what a plane cannot give. The message is for the reader. */
export class RefusedRule extends Error {}

export function planeFunction(graph: Graph, value: Node): PlaneFunction {
  return { value, ...planeDerivatives(graph, value, graph.sym('x'), graph.sym('y')) }
}

/** @throws RefusedRule for `orthogonalize`, which needs matrix-shaped parameters. */
export function expandPlane(step: StepProgram, landscape: PlaneFunction, noise: NoiseKind): PlaneProgram {
  const { graph } = step
  const [x, y] = [graph.sym('x'), graph.sym('y')]
  const tensors = inferTensors(step)
  const expand = new Expander(graph, landscape, noise, (n) => tensors.has(n))
  const theta = expand.pair(step.theta)
  const states: PlaneState[] = [
    { name: 'x', symbol: x, start: x, next: theta[0] },
    { name: 'y', symbol: y, start: y, next: theta[1] },
  ]
  for (const slot of step.states) {
    if (!tensors.has(slot.symbol)) {
      states.push({ name: slot.name, symbol: slot.symbol, start: expand.one(slot.start), next: expand.one(slot.next) })
      continue
    }
    const [symbol, start, next] = [expand.pair(slot.symbol), expand.pair(slot.start), expand.pair(slot.next)]
    states.push({ name: `${slot.name}.x`, symbol: symbol[0], start: start[0], next: next[0] })
    states.push({ name: `${slot.name}.y`, symbol: symbol[1], start: start[1], next: next[1] })
  }
  const shown = expand.pair(step.shown)
  const at = new Map([[x, shown[0]], [y, shown[1]]])
  const gradient: [Node, Node] = [graph.substitute(landscape.gradient[0], at), graph.substitute(landscape.gradient[1], at)]
  return {
    graph,
    states,
    lr: expand.one(step.lr),
    gradient: expand.pair(step.gradient),
    shown: { x: shown[0], y: shown[1], loss: graph.substitute(landscape.value, at), gradient },
    watched: watchedColumns(step, expand, tensors),
  }
}

function watchedColumns(step: StepProgram, expand: Expander, tensors: ReadonlySet<Node>): Map<string, Node> {
  const columns = new Map<string, Node>()
  for (const [name, node] of step.watched) {
    if (tensors.has(node)) {
      const [a, b] = expand.pair(node)
      columns.set(`${name}.x`, a).set(`${name}.y`, b)
    } else columns.set(name, expand.one(node))
  }
  return columns
}

type Pair = readonly [Node, Node]

/** The pair (x, y) is one tensor, and a vector: no matrix. */
export const pairShape: Readonly<Record<string, number>> = { 'tensor:matrix': 0, 'tensor:fan_in': 1, 'tensor:fan_out': 2 }

class Expander {
  private readonly graph: Graph
  private readonly landscape: PlaneFunction
  private readonly noise: NoiseKind
  private readonly isTensor: (node: Node) => boolean
  private readonly memo = new Map<Node, Pair>()

  constructor(graph: Graph, landscape: PlaneFunction, noise: NoiseKind, isTensor: (node: Node) => boolean) {
    this.graph = graph
    this.landscape = landscape
    this.noise = noise
    this.isTensor = isTensor
  }

  /** One number per run: both components are the same node. */
  one(node: Node): Node {
    return this.pair(node)[0]
  }

  pair(node: Node): Pair {
    // Arguments first, so that a long formula cannot overflow the stack.
    if (!this.memo.has(node)) for (const n of topological([node])) if (!this.memo.has(n)) this.memo.set(n, this.expand(n))
    return this.memo.get(node) ?? this.expand(node)
  }

  private expand(node: Node): Pair {
    const g = this.graph
    if (node.op === 'const') return [node, node]
    if (node.op === 'sym') return this.symbol(node)
    if (isReduce(node.op)) return this.reduce(node)
    if (isProblem(node.op)) return this.problem(node)
    const args = node.args.map((a) => this.pair(a))
    const first = g.make(node.op, ...args.map((a) => a[0]))
    return this.isTensor(node) ? [first, g.make(node.op, ...args.map((a) => a[1]))] : [first, first]
  }

  private symbol(node: Node): Pair {
    const g = this.graph
    if (node.name === 'theta') return [g.sym('x'), g.sym('y')]
    const shape = pairShape[node.name]
    if (shape !== undefined) return [g.const(shape), g.const(shape)]
    if (!this.isTensor(node)) return [node, node]
    return [g.sym(`${node.name}.x`), g.sym(`${node.name}.y`)]
  }

  private reduce(node: Node): Pair {
    const g = this.graph
    const arg = node.args[0] ?? node
    const [a, b] = this.pair(arg)
    // One number is a tensor of one element; the plane has a single tensor, so a total over tensors is the number itself.
    const wide = node.args.some((n) => this.isTensor(n))
    const both = (p: Node, q: Node): Node => (wide ? g.add(p, q) : p)
    let value = a
    if (node.op === 'sum' || node.op === 'total') value = both(a, b)
    if (node.op === 'mean') value = wide ? g.mul(g.const(0.5), g.add(a, b)) : a
    if (node.op === 'norm') value = wide ? g.make('sqrt', g.add(g.mul(a, a), g.mul(b, b))) : g.make('abs', a)
    if (node.op === 'dot') {
      const [c, d] = this.pair(node.args[1] ?? arg)
      value = both(g.mul(a, c), g.mul(b, d))
    }
    return [value, value]
  }

  private problem(node: Node): Pair {
    switch (node.op) {
      case 'loss':
        return [this.landscape.value, this.landscape.value]
      case 'grad':
        return this.gradient(this.pair(node.args[0] ?? node))
      case 'hdiag':
        return [this.landscape.hessian[0], this.landscape.hessian[2]]
      case 'hsolve':
      case 'hsolve_abs': {
        const [v, damping] = [this.pair(node.args[0] ?? node), this.one(node.args[1] ?? node)]
        return node.op === 'hsolve' ? this.solve(v, damping) : this.solveAbsolute(v, damping)
      }
      case 'row_mean':
      case 'col_mean':
        return this.pair(node.args[0] ?? node)
      default:
        throw new RefusedRule('This rule needs matrix-shaped parameters; a point of the plane is a vector. It waits for networks.')
    }
  }

  private gradient([px, py]: Pair): Pair {
    const g = this.graph
    const at = new Map([[g.sym('x'), px], [g.sym('y'), py]])
    const component = (i: 0 | 1): Node => {
      const exact = g.substitute(this.landscape.gradient[i], at)
      if (this.noise === 'none') return exact
      const draw = g.mul(g.sym('noise.scale'), g.sym(i === 0 ? 'noise.x' : 'noise.y'))
      return this.noise === 'multiplicative' ? g.mul(exact, g.add(g.const(1), draw)) : g.add(exact, draw)
    }
    return [component(0), component(1)]
  }

  /** (H + damping·I)⁻¹ v, or v itself where the determinant is below 1e-12. */
  private solve([vx, vy]: Pair, damping: Node): Pair {
    const g = this.graph
    const [hxx, b, hyy] = this.landscape.hessian
    const [a, c] = [g.add(hxx, damping), g.add(hyy, damping)]
    const det = g.sub(g.mul(a, c), g.mul(b, b))
    const singular = g.make('lt', g.make('abs', det), g.const(1e-12))
    const px = g.div(g.sub(g.mul(c, vx), g.mul(b, vy)), det)
    const py = g.div(g.sub(g.mul(a, vy), g.mul(b, vx)), det)
    return [g.make('select', singular, vx, px), g.make('select', singular, vy, py)]
  }

  /** Q·diag(1/(|λ| + damping))·Qᵀ v. A function f of a symmetric 2×2 H is (f1+f2)/2·I + (f1-f2)/(2r)·(H - m·I), λ = m ± r. */
  private solveAbsolute([vx, vy]: Pair, damping: Node): Pair {
    const g = this.graph
    const [a, b, c] = this.landscape.hessian
    const half = g.const(0.5)
    const [m, d] = [g.mul(half, g.add(a, c)), g.mul(half, g.sub(a, c))]
    const r = g.make('sqrt', g.add(g.mul(d, d), g.mul(b, b)))
    const f = (eigenvalue: Node): Node => g.div(g.const(1), g.add(g.make('abs', eigenvalue), damping))
    const [f1, f2] = [f(g.add(m, r)), f(g.sub(m, r))]
    const even = g.mul(half, g.add(f1, f2))
    const odd = g.make('select', g.make('lt', g.const(0), r), g.div(g.mul(half, g.sub(f1, f2)), r), g.const(0))
    const px = g.add(g.mul(even, vx), g.mul(odd, g.add(g.mul(d, vx), g.mul(b, vy))))
    const py = g.add(g.mul(even, vy), g.mul(odd, g.sub(g.mul(b, vx), g.mul(d, vy))))
    return [px, py]
  }
}
