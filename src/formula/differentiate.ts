// Derivatives by the chain rule on the graph. At the corners of non-smooth functions: |x|' = 0 at 0, (√u)' = 0 where u = 0
// (so Ackley has gradient 0 at its tip), max and min share the slope equally at a tie, as torch does.
import type { Graph, Node } from './graph.ts'
import { topological } from './graph.ts'

/** d(node)/d(symbol) of plain algebra. Comparisons, floor and sign have derivative 0. */
export function differentiate(graph: Graph, node: Node, symbol: Node): Node {
  const zero = graph.const(0)
  const derivative = new Map<Node, Node>()
  for (const n of topological([node])) {
    const d = n.args.map((a) => derivative.get(a) ?? zero)
    const flat = d.every((x) => x === zero)
    derivative.set(n, n === symbol ? graph.const(1) : flat ? zero : chain(graph, n, d))
  }
  return derivative.get(node) ?? zero
}

/** [∂/∂x, ∂/∂y] of a plane function, and its Hessian [xx, xy, yy]. */
export function planeDerivatives(graph: Graph, value: Node, x: Node, y: Node): { gradient: [Node, Node]; hessian: [Node, Node, Node] } {
  const gx = differentiate(graph, value, x)
  const gy = differentiate(graph, value, y)
  return { gradient: [gx, gy], hessian: [differentiate(graph, gx, x), differentiate(graph, gx, y), differentiate(graph, gy, y)] }
}

function chain(g: Graph, n: Node, d: readonly Node[]): Node {
  const zero = g.const(0)
  const one = g.const(1)
  const two = g.const(2)
  const u = n.args[0] ?? zero
  const v = n.args[1] ?? zero
  const du = d[0] ?? zero
  const dv = d[1] ?? zero
  const square = (a: Node): Node => g.mul(a, a)
  switch (n.op) {
    case 'add':
      return g.add(du, dv)
    case 'sub':
      return g.sub(du, dv)
    case 'mul':
      // u*u comes from u^2: 2*u*u' rather than u'*u + u*u'.
      return u === v ? g.mul(g.mul(two, u), du) : g.add(g.mul(du, v), g.mul(u, dv))
    case 'div':
      return dv === zero ? g.div(du, v) : g.div(g.sub(du, g.mul(n, dv)), v)
    case 'neg':
      return g.make('neg', du)
    case 'pow':
      return g.add(
        g.mul(g.mul(v, g.pow(u, g.sub(v, one))), du),
        dv === zero ? zero : g.mul(g.mul(g.make('log', u), n), dv),
      )
    case 'sqrt':
      return g.make('select', g.make('lt', zero, u), g.div(du, g.mul(two, n)), zero)
    case 'abs':
      return g.mul(g.make('sign', u), du)
    case 'exp':
      return g.mul(n, du)
    case 'log':
      return g.div(du, u)
    case 'log1p':
      return g.div(du, g.add(one, u))
    case 'sin':
      return g.mul(g.make('cos', u), du)
    case 'cos':
      return g.make('neg', g.mul(g.make('sin', u), du))
    case 'tan':
      return g.mul(g.add(one, square(n)), du)
    case 'tanh':
      return g.mul(g.sub(one, square(n)), du)
    case 'atan':
      return g.div(du, g.add(one, square(u)))
    case 'sigmoid':
      return g.mul(g.mul(n, g.sub(one, n)), du)
    case 'erf':
      return g.mul(g.mul(g.const(2 / Math.sqrt(Math.PI)), g.make('exp', g.make('neg', square(u)))), du)
    case 'max':
      return corner(g, g.make('lt', v, u), g.make('lt', u, v), du, dv)
    case 'min':
      return corner(g, g.make('lt', u, v), g.make('lt', v, u), du, dv)
    case 'select':
      return g.make('select', u, d[1] ?? zero, d[2] ?? zero)
    case 'sign':
    case 'floor':
    case 'lt':
    case 'le':
    case 'eq':
    case 'and':
    case 'or':
    case 'not':
      return zero
    default:
      throw new Error(`cannot differentiate ${n.op}`)
  }
}

function corner(g: Graph, first: Node, second: Node, du: Node, dv: Node): Node {
  const tie = g.mul(g.const(0.5), g.add(du, dv))
  return g.make('select', first, du, g.make('select', second, dv, tie))
}
