// Changes to a step that only make sense in float32 on a device.
//   a / h    where the host knows h: a * (1/h), which costs at most one unit in the last place and saves a division
//   b^t      where the host knows b >= 0: exp(t * log(b)), and WGSL reads 1 - exp(u) as -expm1(u); so 1 - beta^t keeps its
//            digits where a kernel has to compute it itself (the device's pow would lose them all near t = 1)
//   -(c * a)     (-c) * a, exactly
//   h * a   where the host knows that h is 0 for every run, as a weight decay mostly is: nothing. (0 times infinity would be no number,
//           but a run that has come to it has ended.)
import { topological } from '../../formula/graph.ts'
import type { Graph, Node } from '../../formula/graph.ts'
import type { PlaneProgram } from '../../formula/plane.ts'
import { hostNodes } from '../../formula/shape.ts'
import { slotsOf, timeless, varyingColumns } from './host-values.ts'

type Columns = Readonly<Record<string, Float64Array>>

interface Given {
  readonly columns: Columns
  readonly varying: ReadonlySet<string>
}

/** Stands for a base of 0: its powers are 0 in float32, and its logarithm is finite. */
const tiny = 1e-38

export function forDevice(plane: PlaneProgram, columns: Columns): PlaneProgram {
  const roots = [...plane.states.map((s) => s.next), plane.lr, ...plane.watched.values(), ...Object.values(plane.shown).flat()]
  const made = rewrite(plane.graph, roots, hostNodes(roots, slotsOf(plane)), { columns, varying: varyingColumns(columns) })
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

function rewrite(graph: Graph, roots: readonly Node[], host: ReadonlySet<Node>, given: Given): Map<Node, Node> {
  const made = new Map<Node, Node>()
  for (const node of topological(roots)) {
    if (node.args.length === 0) continue
    const args = node.args.map((a) => made.get(a) ?? a)
    const same = args.every((arg, i) => arg === node.args[i])
    const changed = reciprocal(graph, node, args, host) ?? nothing(graph, node, args, host, given) ?? power(graph, node, args, host, given) ?? (same ? node : graph.make(node.op, ...args))
    made.set(node, negated(graph, changed) ?? changed)
  }
  return made
}

function negated(graph: Graph, node: Node): Node | null {
  const [product] = node.args
  const [factor, rest] = product?.args ?? []
  if (node.op !== 'neg' || product?.op !== 'mul' || factor?.op !== 'const' || !rest) return null
  return graph.mul(graph.const(-factor.value), rest)
}

function reciprocal(graph: Graph, node: Node, [a, b]: readonly Node[], host: ReadonlySet<Node>): Node | null {
  const divisor = node.args[1]
  if (node.op !== 'div' || !a || !b || !divisor || host.has(node) || !host.has(divisor)) return null
  return graph.mul(a, graph.div(graph.const(1), b))
}

function nothing(graph: Graph, node: Node, [a, b]: readonly Node[], host: ReadonlySet<Node>, given: Given): Node | null {
  if (!a || !b || host.has(node)) return null
  const isZero = (n: Node): boolean => n.op === 'const' && n.value === 0
  if (node.op === 'add' && isZero(a)) return b
  if ((node.op === 'add' || node.op === 'sub') && isZero(b)) return a
  const isNothing = (values: Float64Array | null): boolean => values !== null && values.every((v) => v === 0)
  // The first run says most of the time that it is not.
  const zero = node.op === 'mul' && node.args.some((arg) => host.has(arg) && isNothing(knownValues(arg, given, 1)) && isNothing(knownValues(arg, given)))
  return zero ? graph.const(0) : null
}

/** The values that a host node has among the first runs, where it is the same at all times; else null. */
function knownValues(node: Node, { columns, varying }: Given, most = Object.values(columns)[0]?.length ?? 1): Float64Array | null {
  const symbols = topological([node]).filter((n) => n.op === 'sym')
  if (symbols.some((n) => !n.name.startsWith('column:'))) return null
  const runs = symbols.some((n) => varying.has(n.name)) ? most : 1
  return timeless([node], columns, runs, Number.NaN)[0] ?? null
}

function power(graph: Graph, node: Node, [base, exponent]: readonly Node[], host: ReadonlySet<Node>, given: Given): Node | null {
  if (node.op !== 'pow' || !base || !exponent || !host.has(node)) return null
  if (!knownValues(base, given)?.every((v) => v >= 0)) return null
  return graph.make('exp', graph.mul(exponent, graph.make('log', graph.make('max', base, graph.const(tiny)))))
}
