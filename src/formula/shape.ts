// Which nodes are parameter tensors ([runs, params]) and which are one number per run ([runs, 1]); and which depend on
// nothing but hyper-parameters and time, so that they can be computed on the host in float64.
import type { StepProgram } from './compose.ts'
import { topological } from './graph.ts'
import type { Node } from './graph.ts'
import { isProblem, isReduce } from './ops.ts'

const rootsOf = (step: StepProgram): Node[] => [
  step.theta,
  step.gradient,
  step.lr,
  step.shown,
  ...step.states.flatMap((s) => [s.symbol, s.start, s.next]),
  ...step.watched.values(),
]

/** Nodes that are tensors. A slot is one when anything it starts from or is assigned is one: least fixed point. */
export function inferTensors(step: StepProgram): ReadonlySet<Node> {
  const order = topological(rootsOf(step))
  const tensors = new Set<Node>()
  for (let before = -1; before !== tensors.size; ) {
    before = tensors.size
    for (const node of order) if (isTensor(node, tensors)) tensors.add(node)
    for (const s of step.states) if (tensors.has(s.start) || tensors.has(s.next)) tensors.add(s.symbol)
  }
  return tensors
}

function isTensor(node: Node, tensors: ReadonlySet<Node>): boolean {
  if (tensors.has(node)) return true
  if (node.op === 'sym') return node.name === 'theta' || node.name === 'native'
  if (node.op === 'loss' || isReduce(node.op)) return false
  if (isProblem(node.op)) return true
  return node.args.some((a) => tensors.has(a))
}

export interface Stateful {
  readonly symbol: Node
  readonly start: Node
  readonly next: Node
}

/**
 * Nodes that depend only on constants, columns, time and states that themselves do (greatest fixed point), such as
 * 1 - beta2^t, a scheduled rate, or NAdam's running product. `roots` are all nodes of interest.
 */
export function hostNodes(roots: readonly Node[], states: readonly Stateful[]): ReadonlySet<Node> {
  const order = topological([...roots, ...states.flatMap((s) => [s.symbol, s.start, s.next])])
  const hostStates = new Set(states.map((s) => s.symbol))
  for (;;) {
    const host = new Set<Node>()
    for (const node of order) if (isHost(node, host, hostStates)) host.add(node)
    const lost = states.filter((s) => hostStates.has(s.symbol) && !(host.has(s.start) && host.has(s.next)))
    if (lost.length === 0) return host
    for (const s of lost) hostStates.delete(s.symbol)
  }
}

function isHost(node: Node, host: ReadonlySet<Node>, hostStates: ReadonlySet<Node>): boolean {
  if (node.op === 'const') return true
  if (node.op === 'sym') return node.name === 't' || node.name === 'T' || node.name.startsWith('column:') || hostStates.has(node)
  if (isReduce(node.op) || isProblem(node.op)) return false
  return node.args.every((a) => host.has(a))
}
