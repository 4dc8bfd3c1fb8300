// A hash-consed expression graph. Equal expressions are one node, so common subexpressions cost once in every reading.
// Simplifications are only those that keep every bit of a float64 result on finite numbers (but for the sign of a zero);
// nothing is re-associated.
import { binary, isBinary, isUnary, unary } from './ops.ts'
import type { Op } from './ops.ts'

export interface Node {
  readonly id: number
  readonly op: Op
  readonly args: readonly Node[]
  /** For `const`. */
  readonly value: number
  /** For `sym`: `theta`, `x`, `t`, `column:lr`, `state:m`, … */
  readonly name: string
}

/** Integer powers up to this become products; beyond it, and for other exponents, `pow`. */
const maxProductPower = 64

export class Graph {
  private readonly nodes = new Map<string, Node>()

  const(value: number): Node {
    return this.intern(`c${Object.is(value, -0) ? '-0' : value}`, 'const', [], value, '')
  }

  sym(name: string): Node {
    return this.intern(`s${name}`, 'sym', [], 0, name)
  }

  make(op: Op, ...args: Node[]): Node {
    return this.fold(op, args) ?? this.intern(`${op}(${args.map((a) => a.id).join()})`, op, args, 0, '')
  }

  add = (a: Node, b: Node): Node => this.make('add', a, b)
  sub = (a: Node, b: Node): Node => this.make('sub', a, b)
  mul = (a: Node, b: Node): Node => this.make('mul', a, b)
  div = (a: Node, b: Node): Node => this.make('div', a, b)

  pow(base: Node, exponent: Node): Node {
    if (exponent.op !== 'const') return this.make('pow', base, exponent)
    const n = exponent.value
    if (n === 0.5) return this.make('sqrt', base)
    if (!Number.isInteger(n) || Math.abs(n) > maxProductPower) return this.make('pow', base, exponent)
    const product = this.product(base, Math.abs(n))
    return n < 0 ? this.div(this.const(1), product) : product
  }

  /** Replaces symbols (or any nodes) by others, everywhere below `node`. */
  substitute(node: Node, replacement: ReadonlyMap<Node, Node>): Node {
    const done = new Map(replacement)
    for (const n of topological([node])) {
      if (done.has(n)) continue
      const args = n.args.map((a) => done.get(a) ?? a)
      done.set(n, args.every((a, i) => a === n.args[i]) ? n : this.make(n.op, ...args))
    }
    return done.get(node) ?? node
  }

  private product(base: Node, n: number): Node {
    if (n === 0) return this.const(1)
    if (n === 1) return base
    const half = this.product(base, n >> 1)
    const square = this.mul(half, half)
    return n % 2 === 1 ? this.mul(square, base) : square
  }

  private intern(key: string, op: Op, args: readonly Node[], value: number, name: string): Node {
    const known = this.nodes.get(key)
    if (known) return known
    const node: Node = { id: this.nodes.size, op, args, value, name }
    this.nodes.set(key, node)
    return node
  }

  private fold(op: Op, args: readonly Node[]): Node | null {
    const [a, b, c] = args
    if (a && args.every((n) => n.op === 'const')) {
      if (isUnary(op)) return this.const(unary[op](a.value))
      if (b && isBinary(op)) return this.const(binary[op](a.value, b.value))
    }
    if (op === 'select' && a && b && c) {
      if (a.op === 'const') return a.value !== 0 ? b : c
      if (b === c) return b
    }
    if (op === 'neg' && a?.op === 'neg') return a.args[0] ?? null
    return a && b ? this.foldArithmetic(op, a, b) : null
  }

  private foldArithmetic(op: Op, a: Node, b: Node): Node | null {
    const is = (n: Node, v: number): boolean => n.op === 'const' && n.value === v
    switch (op) {
      case 'add':
        return is(a, 0) ? b : is(b, 0) ? a : null
      case 'sub':
        return is(b, 0) ? a : is(a, 0) ? this.make('neg', b) : null
      case 'mul':
        if (is(a, 0) || is(b, 0)) return this.const(0)
        return is(a, 1) ? b : is(b, 1) ? a : is(a, -1) ? this.make('neg', b) : is(b, -1) ? this.make('neg', a) : null
      case 'div':
        return is(b, 1) ? a : is(a, 0) ? this.const(0) : null
      default:
        return null
    }
  }
}

/** Every node below the roots, arguments before users. Iterative, so that a long formula cannot overflow the stack. */
export function topological(roots: readonly Node[]): Node[] {
  const done = new Set<Node>()
  const order: Node[] = []
  const stack: Node[] = [...roots].reverse()
  while (stack.length > 0) {
    const node = stack[stack.length - 1]
    if (!node) break
    const open = done.has(node) ? [] : node.args.filter((a) => !done.has(a))
    if (open.length > 0) {
      stack.push(...open.reverse())
      continue
    }
    stack.pop()
    if (!done.has(node)) {
      done.add(node)
      order.push(node)
    }
  }
  return order
}
