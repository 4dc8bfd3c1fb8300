// A group's rule as kernels see it: what the host computes, what the device keeps, and the order in which a step finds what
// goes across a parameter tensor (norms, sums, gradients at other points). What lies between is element by element.
import type { StepProgram } from '../../../formula/compose.ts'
import { topological } from '../../../formula/graph.ts'
import type { Node } from '../../../formula/graph.ts'
import { isReduce } from '../../../formula/ops.ts'
import { hostNodes, inferTensors } from '../../../formula/shape.ts'

export interface FusedState {
  readonly symbol: Node
  readonly start: Node
  readonly next: Node
  /** One number for each parameter; else one for each tensor. */
  readonly wide: boolean
}

/** What can be found once all earlier stages are known. */
interface Stage {
  /** Points at which loss and gradient are taken. */
  readonly points: readonly Node[]
  readonly reduces: readonly Node[]
}

export interface FusedRule {
  readonly step: StepProgram
  readonly tensors: ReadonlySet<Node>
  readonly theta: Node
  /** theta first. */
  readonly states: readonly FusedState[]
  /** Values that the host hands over: one for each run, and one for each run and step. */
  readonly columns: readonly Node[]
  readonly timed: readonly Node[]
  /** The rate is the host's: no kernel needs to give it back. */
  readonly hostRate: boolean
  readonly stages: readonly Stage[]
  /** Evaluations of loss and gradient in a step. */
  readonly evaluations: number
}

const refusedOps: ReadonlySet<string> = new Set(['row_mean', 'col_mean', 'orthogonalize', 'hdiag', 'hsolve', 'hsolve_abs'])

/** Null, or the operation that no kernel has. */
export function unfusedOperation(step: StepProgram): string | null {
  return topological([step.theta, step.lr, step.shown, ...step.states.map((s) => s.next)]).find((n) => refusedOps.has(n.op))?.op ?? null
}

/** @param boundary host values that device work reads (hostShare), and the states that the host keeps. */
export function fusedRule(step: StepProgram, boundary: readonly Node[], hostStates: ReadonlySet<Node>): FusedRule {
  const tensors = inferTensors(step)
  const theta = step.graph.sym('theta')
  const kept = step.states.filter((s) => !hostStates.has(s.symbol)).map((s) => ({ ...s, wide: tensors.has(s.symbol) }))
  const states = [{ symbol: theta, start: theta, next: step.theta, wide: true }, ...kept]
  const host = new Set(boundary)
  const roots = [...states.map((s) => s.next), step.lr]
  const stages = stagesOf(open(roots, host), step.shown, theta)
  const still = hostNodes(boundary, []) // without states: those change with time
  const isTimed = (node: Node): boolean => topological([node]).some((n) => (n.op === 'sym' && n.name === 't') || !still.has(n))
  return {
    step, tensors, theta, states, stages,
    columns: boundary.filter((n) => !isTimed(n)),
    timed: boundary.filter(isTimed),
    hostRate: host.has(step.lr) || step.lr.op === 'const',
    evaluations: 1 + stages.reduce((sum, s) => sum + s.points.length, 0),
  }
}

/** Nodes that the device computes, arguments first. */
function open(roots: readonly Node[], host: ReadonlySet<Node>): Node[] {
  const found = new Set<Node>()
  const stack = [...roots]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (found.has(node) || host.has(node)) continue
    found.add(node)
    stack.push(...node.args)
  }
  return topological([...found]).filter((n) => found.has(n))
}

/** The drawn point is evaluated before the first stage, for the record. */
function stagesOf(order: readonly Node[], shown: Node, theta: Node): Stage[] {
  const level = new Map<Node, number>()
  const stages: { points: Node[]; reduces: Node[] }[] = []
  const known = new Set([shown])
  const ask = (at: number): { points: Node[]; reduces: Node[] } => (stages[at] ??= { points: [], reduces: [] })
  for (const node of order) {
    const below = Math.max(0, ...node.args.map((a) => level.get(a) ?? 0))
    const point = node.op === 'grad' ? (node.args[0] ?? theta) : node.op === 'loss' ? theta : null
    const crosses = isReduce(node.op) || (point !== null && point !== shown)
    level.set(node, below + Number(crosses))
    if (isReduce(node.op)) ask(below).reduces.push(node)
    else if (point && !known.has(point)) {
      known.add(point)
      ask(below).points.push(point)
    }
  }
  return Array.from({ length: stages.length }, (_, i) => ask(i))
}
