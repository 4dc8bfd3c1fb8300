import fc from 'fast-check'
import { evaluate as mathjs } from 'mathjs'
import { describe, expect, it } from 'vitest'
import { Graph, topological } from './graph.ts'
import type { Node } from './graph.ts'
import { binary, unary } from './ops.ts'
import type { BinaryOp, UnaryOp } from './ops.ts'
import { buildFunction } from './program.ts'
import { evaluate } from './reference.ts'

/** An expression that no graph has touched: folding is judged against this. */
type Tree =
  | { op: 'const'; value: number }
  | { op: 'sym'; name: 'x' | 'y' }
  | { op: UnaryOp; a: Tree }
  | { op: BinaryOp; a: Tree; b: Tree }
  | { op: 'select'; a: Tree; b: Tree; c: Tree }

// Every operation but pow, whose integer powers become products: they have a test of their own.
const unaryOps = Object.keys(unary) as UnaryOp[]
const binaryOps = (Object.keys(binary) as BinaryOp[]).filter((op) => op !== 'pow')

const { tree } = fc.letrec<{ tree: Tree; leaf: Tree }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom<Tree>({ op: 'sym', name: 'x' }, { op: 'sym', name: 'y' }),
    fc.constantFrom(-2, -1, 0, 0.5, 1, 2, 3).map((value): Tree => ({ op: 'const', value })),
  ),
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    tie('leaf'),
    fc.record({ op: fc.constantFrom(...unaryOps), a: tie('tree') }),
    fc.record({ op: fc.constantFrom(...binaryOps), a: tie('tree'), b: tie('tree') }),
    fc.record({ op: fc.constant('select' as const), a: tie('tree'), b: tie('tree'), c: tie('tree') }),
  ),
}))

/** Straight from the tables; throws where a value is not finite or a zero is divided by, which folding does not promise to keep. */
function direct(t: Tree, at: { x: number; y: number }): number {
  const value = ((): number => {
    if (t.op === 'const') return t.value
    if (t.op === 'sym') return at[t.name]
    if (t.op === 'select') {
      const [a, b, c] = [direct(t.a, at), direct(t.b, at), direct(t.c, at)]
      return a !== 0 ? b : c
    }
    if ('b' in t) {
      const [a, b] = [direct(t.a, at), direct(t.b, at)]
      if (t.op === 'div' && b === 0) throw new RangeError('a division by zero')
      return binary[t.op](a, b)
    }
    return unary[t.op](direct(t.a, at))
  })()
  if (!Number.isFinite(value)) throw new RangeError('not a finite number')
  return value
}

function graphOf(g: Graph, t: Tree): Node {
  if (t.op === 'const') return g.const(t.value)
  if (t.op === 'sym') return g.sym(t.name)
  if (t.op === 'select') return g.make('select', graphOf(g, t.a), graphOf(g, t.b), graphOf(g, t.c))
  return 'b' in t ? g.make(t.op, graphOf(g, t.a), graphOf(g, t.b)) : g.make(t.op, graphOf(g, t.a))
}

const finiteAt = (t: Tree, at: { x: number; y: number }): number | null => {
  try {
    return direct(t, at)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const number = fc.double({ min: -5, max: 5, noNaN: true })

describe('the graph', () => {
  it('is one node for equal expressions', () => {
    const g = new Graph()
    const make = (): Node => g.add(g.mul(g.sym('x'), g.const(2)), g.make('sin', g.sym('y')))
    expect(make()).toBe(make())
    expect(g.const(0)).not.toBe(g.const(-0))
    expect(topological([g.mul(make(), make())])).toHaveLength(7)
  })

  it.each<[string, (g: Graph, x: Node) => Node, (g: Graph, x: Node) => Node]>([
    ['x + 0', (g, x) => g.add(x, g.const(0)), (_, x) => x],
    ['0 + x', (g, x) => g.add(g.const(0), x), (_, x) => x],
    ['x - 0', (g, x) => g.sub(x, g.const(0)), (_, x) => x],
    ['0 - x', (g, x) => g.sub(g.const(0), x), (g, x) => g.make('neg', x)],
    ['1*x', (g, x) => g.mul(g.const(1), x), (_, x) => x],
    ['x*-1', (g, x) => g.mul(x, g.const(-1)), (g, x) => g.make('neg', x)],
    ['0*x', (g, x) => g.mul(g.const(0), x), (g) => g.const(0)],
    ['x/1', (g, x) => g.div(x, g.const(1)), (_, x) => x],
    ['0/x', (g, x) => g.div(g.const(0), x), (g) => g.const(0)],
    ['--x', (g, x) => g.make('neg', g.make('neg', x)), (_, x) => x],
    ['1 ? x : 2', (g, x) => g.make('select', g.const(1), x, g.const(2)), (_, x) => x],
    ['x ? 2 : 2', (g, x) => g.make('select', x, g.const(2), g.const(2)), (g) => g.const(2)],
    ['sqrt(2) + 1', (g) => g.add(g.make('sqrt', g.const(2)), g.const(1)), (g) => g.const(Math.sqrt(2) + 1)],
    ['x^0', (g, x) => g.pow(x, g.const(0)), (g) => g.const(1)],
    ['x^1', (g, x) => g.pow(x, g.const(1)), (_, x) => x],
    ['x^2', (g, x) => g.pow(x, g.const(2)), (g, x) => g.mul(x, x)],
    ['x^5', (g, x) => g.pow(x, g.const(5)), (g, x) => g.mul(g.mul(g.mul(x, x), g.mul(x, x)), x)],
    ['x^-2', (g, x) => g.pow(x, g.const(-2)), (g, x) => g.div(g.const(1), g.mul(x, x))],
    ['x^0.5', (g, x) => g.pow(x, g.const(0.5)), (g, x) => g.make('sqrt', x)],
    ['x^65', (g, x) => g.pow(x, g.const(65)), (g, x) => g.make('pow', x, g.const(65))],
  ])('%s is made simple', (_, given, simple) => {
    const g = new Graph()
    expect(given(g, g.sym('x'))).toBe(simple(g, g.sym('x')))
  })

  it('gives every bit that the same expression gives unfolded', () => {
    let compared = 0
    fc.assert(
      fc.property(tree, number, number, (t, x, y) => {
        const value = finiteAt(t, { x, y })
        if (value === null) return
        compared++
        // === and not Object.is: folding may change the sign of a zero.
        expect(evaluate(graphOf(new Graph(), t), { x, y }) === value).toBe(true)
      }),
      { numRuns: 1500 },
    )
    expect(compared).toBeGreaterThan(500)
  })

  it('reads a text as mathjs itself reads it', () => {
    const leaf = fc.oneof(fc.constantFrom('x', 'y', '2', '3', '0.5', 'pi'), fc.integer({ min: 1, max: 9 }).map(String))
    const text = fc.letrec<{ text: string }>((tie) => ({
      text: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        leaf,
        fc.tuple(tie('text'), fc.constantFrom(' + ', ' - ', '*', '/', ' '), tie('text')).map(([a, op, b]) => `(${a})${op}${op === ' ' ? `(${b})` : b}`),
        tie('text').map((a) => `-${a}`),
        fc.tuple(tie('text'), fc.constantFrom('^2', '^3', '^-1', '^2^2')).map(([a, p]) => `(${a})${p}`),
        fc.tuple(fc.constantFrom('sin', 'cos', 'exp', 'tanh', 'abs', 'atan', 'floor', 'sign', 'erf'), tie('text')).map(([f, a]) => `${f}(${a})`),
        fc.tuple(fc.constantFrom('max', 'min'), tie('text'), tie('text')).map(([f, a, b]) => `${f}(${a}, ${b})`),
        fc.tuple(tie('text'), fc.constantFrom('<', '>=', '=='), tie('text'), tie('text')).map(([a, op, b, c]) => `(${a} ${op} ${b} ? ${c} : ${a})`),
      ),
    })).text
    let compared = 0
    // Few values, exact in binary, so that floor and comparisons do not fall apart over a last bit.
    const value = fc.integer({ min: -16, max: 16 }).map((n) => n / 8)
    fc.assert(
      fc.property(text, value, value, (formula, x, y) => {
        const g = new Graph()
        const ours = evaluate(buildFunction(g, formula, { names: new Map([['x', g.sym('x')], ['y', g.sym('y')]]), functions: new Map() }), { x, y })
        const theirs: unknown = mathjs(formula, { x, y })
        // Roots of negative numbers are complex there and NaN here; a division by zero may be folded away.
        if (typeof theirs !== 'number' || !Number.isFinite(theirs) || !Number.isFinite(ours)) return
        if (/floor|sign|[<>=]/.test(formula) && /sin|cos|exp|tanh|atan|erf|pi|\^|\//.test(formula)) return
        compared++
        // 1e-12 relative: powers are products here, and mathjs's erf is good to 1e-15.
        expect(Math.abs(ours - theirs), formula).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(theirs)))
      }),
      // A fixed seed: a tree deep enough can cancel more digits than any tolerance allows.
      { numRuns: 500, seed: 1 },
    )
    expect(compared).toBeGreaterThan(150)
  })

  it('substitutes everywhere, and folds on the way', () => {
    const g = new Graph()
    const [x, y] = [g.sym('x'), g.sym('y')]
    const node = g.add(g.mul(x, y), g.make('sin', g.mul(x, y)))
    expect(g.substitute(node, new Map([[x, g.const(1)]]))).toBe(g.add(y, g.make('sin', y)))
    expect(g.substitute(node, new Map([[g.mul(x, y), x]]))).toBe(g.add(x, g.make('sin', x)))
    expect(g.substitute(node, new Map([[x, y], [y, x]]))).toBe(g.add(g.mul(y, x), g.make('sin', g.mul(y, x))))
    expect(g.substitute(node, new Map([[g.sym('z'), y]]))).toBe(node)
  })

  it('lists arguments before their users, each once', () => {
    const g = new Graph()
    let node = g.sym('x')
    for (let i = 0; i < 50_000; i++) node = g.add(node, g.make('sin', node))
    const order = topological([node, g.sym('x')])
    const place = new Map(order.map((n, i) => [n, i]))
    expect(place.size).toBe(order.length)
    expect(order.every((n, i) => n.args.every((a) => (place.get(a) ?? Infinity) < i))).toBe(true)
    expect(g.substitute(node, new Map([[g.sym('x'), g.const(0)]])).op).toBe('const')
  })
})
