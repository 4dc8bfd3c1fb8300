// Changes to a step that only make sense in float32 on a device: dividing by what the host can invert beforehand
// becomes multiplying, which costs at most one unit in the last place.
import { topological } from '../../formula/graph.ts'
import type { Graph, Node } from '../../formula/graph.ts'
import type { PlaneProgram } from '../../formula/plane.ts'
import { hostNodes } from '../../formula/shape.ts'
import { slotsOf } from './host-values.ts'

export function multiplyByReciprocals(plane: PlaneProgram): PlaneProgram {
  const roots = [...plane.states.map((s) => s.next), plane.lr, ...plane.watched.values(), ...Object.values(plane.shown).flat()]
  const host = hostNodes(roots, slotsOf(plane))
  const made = rewrite(plane.graph, roots, host)
  const of = (node: Node): Node => made.get(node) ?? node
  const { x, y, loss, gradient } = plane.shown
  return {
    ...plane,
    states: plane.states.map((s) => ({ ...s, next: of(s.next) })),
    lr: of(plane.lr),
    shown: { x: of(x), y: of(y), loss: of(loss), gradient: [of(gradient[0]), of(gradient[1])] },
    watched: new Map([...plane.watched].map(([name, node]) => [name, of(node)])),
  }
}

function rewrite(graph: Graph, roots: readonly Node[], host: ReadonlySet<Node>): Map<Node, Node> {
  const made = new Map<Node, Node>()
  for (const node of topological(roots)) {
    if (host.has(node) || node.args.length === 0) continue
    const args = node.args.map((a) => made.get(a) ?? a)
    const [a, b] = args
    const inverted = node.op === 'div' && a && b && host.has(b) ? graph.mul(a, graph.div(graph.const(1), b)) : null
    made.set(node, inverted ?? (args.every((arg, i) => arg === node.args[i]) ? node : graph.make(node.op, ...args)))
  }
  return made
}
