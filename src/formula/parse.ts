// mathjs tree -> our graph. After this file nothing knows mathjs.
import type { MathNode, ConstantNode, SymbolNode, OperatorNode, FunctionNode, ConditionalNode, ParenthesisNode, RelationalNode } from 'mathjs'
import { closest } from './error.ts'
import type { FormulaError } from './error.ts'
import type { Graph, Node } from './graph.ts'
import type { Op } from './ops.ts'
import { errorAt, errorAtName, tooDeep } from './syntax.ts'
import type { Line } from './syntax.ts'

/** What names and functions mean at a place. `functions` are those beyond the plain ones: `grad`, `norm`, … */
export interface Scope {
  readonly names: ReadonlyMap<string, Node>
  readonly functions: ReadonlyMap<string, ScopeFunction>
}

export interface ScopeFunction {
  readonly arity: readonly [number, number]
  readonly build: (args: readonly Node[]) => Node
}

const plain1: Readonly<Record<string, Op>> = {
  abs: 'abs', sign: 'sign', sqrt: 'sqrt', exp: 'exp', log: 'log', ln: 'log', log1p: 'log1p', sin: 'sin', cos: 'cos', tan: 'tan',
  tanh: 'tanh', atan: 'atan', floor: 'floor', sigmoid: 'sigmoid', erf: 'erf',
}
const operators: Readonly<Record<string, Op>> = {
  add: 'add', subtract: 'sub', multiply: 'mul', divide: 'div', and: 'and', or: 'or', equal: 'eq', smaller: 'lt', smallerEq: 'le',
}
const constants: Readonly<Record<string, number>> = { e: Math.E, pi: Math.PI, tau: 2 * Math.PI }

export function buildLine(graph: Graph, line: Line, scope: Scope): Node {
  try {
    return new Builder(graph, line, scope).node(line.tree)
  } catch (error) {
    throw error instanceof RangeError ? tooDeep(line) : error
  }
}

const plainNames: readonly string[] = [...Object.keys(plain1), 'ceil', 'log2', 'log10', 'min', 'max', 'pow', 'mod', 'clamp']
/** Names that mean something everywhere and so cannot be assigned. */
export const reservedNames: ReadonlySet<string> = new Set([...Object.keys(constants), ...plainNames])

/** All function names that a formula may call in this scope. */
const functionNames = (scope: Scope): string[] => [...plainNames, ...scope.functions.keys()]

/** What mathjs also understands, by the type of its tree. */
const otherNodes: Readonly<Record<string, string>> = {
  AssignmentNode: 'one assignment a line; to compare, write "=="',
  FunctionAssignmentNode: 'a function cannot be defined here: write name = … and use the name',
  RangeNode: 'a choice is written condition ? a : b',
  AccessorNode: 'a name has no parts: "." belongs inside numbers only',
}

class Builder {
  private readonly graph: Graph
  private readonly line: Line
  private readonly scope: Scope
  /** How often each name has been met. The tree is walked in the order of the text, so this tells the place of an error. */
  private readonly met = new Map<string, number>()

  constructor(graph: Graph, line: Line, scope: Scope) {
    this.graph = graph
    this.line = line
    this.scope = scope
  }

  // mathjs gives a tree of loosely typed classes; `type` tells which one it is, so each cast is to the class just named.
  node(tree: MathNode): Node {
    switch (tree.type) {
      case 'ConstantNode':
        return this.constant(tree as ConstantNode)
      case 'SymbolNode':
        return this.symbol((tree as SymbolNode).name, this.meet((tree as SymbolNode).name))
      case 'ParenthesisNode':
        return this.node((tree as ParenthesisNode).content)
      case 'OperatorNode':
        return this.operator(tree as OperatorNode)
      case 'RelationalNode':
        return this.relation(tree as RelationalNode)
      case 'ConditionalNode': {
        const { condition, trueExpr, falseExpr } = tree as ConditionalNode
        return this.graph.make('select', this.node(condition), this.node(trueExpr), this.node(falseExpr))
      }
      case 'FunctionNode':
        return this.call(tree as FunctionNode)
      default:
        throw this.error(otherNodes[tree.type] ?? 'this is not part of the formula language')
    }
  }

  private constant(tree: ConstantNode): Node {
    if (typeof tree.value === 'number') return this.graph.const(tree.value)
    if (typeof tree.value === 'boolean') return this.graph.const(tree.value ? 1 : 0)
    throw this.errorAt(`expected a number, got ${String(tree)}`, String(tree))
  }

  private symbol(name: string, nth: number): Node {
    const known = this.scope.names.get(name)
    if (known) return known
    const constant = Object.hasOwn(constants, name) ? constants[name] : undefined
    if (constant !== undefined) return this.graph.const(constant)
    if (functionNames(this.scope).includes(name)) throw this.errorAt(`${name} is a function: write ${name}(…)`, name, nth)
    throw this.unknown('name', name, nth, [...this.scope.names.keys(), ...Object.keys(constants)])
  }

  private operator(tree: OperatorNode): Node {
    const g = this.graph
    const fn: string = tree.fn
    const args = tree.args.map((a) => this.node(a))
    const [a, b] = args
    if (!a) return this.refuse(tree.op)
    if (fn === 'unaryMinus') return g.make('neg', a)
    if (fn === 'unaryPlus') return a
    if (fn === 'not') return g.make('not', a)
    if (!b) return this.refuse(tree.op)
    const op = operators[fn]
    if (op) return args.slice(1).reduce((left, right) => g.make(op, left, right), a)
    return this.compare(fn, a, b) ?? this.special(fn, args, 0) ?? this.refuse(tree.op)
  }

  private compare(fn: string, a: Node, b: Node): Node | null {
    if (fn === 'larger') return this.graph.make('lt', b, a)
    if (fn === 'largerEq') return this.graph.make('le', b, a)
    if (fn === 'unequal') return this.graph.make('not', this.graph.make('eq', a, b))
    const op = operators[fn]
    return op ? this.graph.make(op, a, b) : null
  }

  private relation(tree: RelationalNode): Node {
    const params = tree.params.map((p) => this.node(p))
    return tree.conditionals
      .map((fn, i) => {
        const [a, b] = [params[i], params[i + 1]]
        const made = a && b ? this.compare(fn, a, b) : null
        return made ?? this.refuse(fn)
      })
      .reduce((left, right) => this.graph.make('and', left, right))
  }

  private call(tree: FunctionNode): Node {
    // `x.sin(y)`
    if (tree.fn.type !== 'SymbolNode') return this.node(tree.fn)
    const name = tree.fn.name
    const nth = this.meet(name)
    const args = tree.args.map((a) => this.node(a))
    const own = this.scope.functions.get(name)
    if (own) {
      this.checkArity(name, nth, args.length, own.arity)
      return own.build(args)
    }
    const op = Object.hasOwn(plain1, name) ? plain1[name] : undefined
    const [a] = args
    if (op) {
      this.checkArity(name, nth, args.length, [1, 1])
      if (a) return this.graph.make(op, a)
    }
    const special = this.special(name, args, nth)
    if (special) return special
    if (this.scope.names.has(name)) throw this.errorAt(`${name} is a number, not a function: write ${name}*(…)`, name, nth)
    throw this.unknown('function', name, nth, functionNames(this.scope))
  }

  /** Functions that are short for others. */
  private special(name: string, args: readonly Node[], nth: number): Node | null {
    const g = this.graph
    const [a, b, c] = args
    const need = (low: number, high: number): void => this.checkArity(name, nth, args.length, [low, high])
    switch (name) {
      case 'pow':
        need(2, 2)
        return a && b ? g.pow(a, b) : null
      case 'mod':
        need(2, 2)
        return a && b ? g.sub(a, g.mul(b, g.make('floor', g.div(a, b)))) : null
      case 'ceil':
        need(1, 1)
        return a ? g.make('neg', g.make('floor', g.make('neg', a))) : null
      case 'log2':
      case 'log10':
        need(1, 1)
        return a ? g.div(g.make('log', a), g.const(name === 'log2' ? Math.LN2 : Math.LN10)) : null
      case 'min':
      case 'max':
        need(2, 16)
        return args.slice(1).reduce((left, right) => g.make(name, left, right), a ?? g.const(0))
      case 'clamp':
        need(3, 3)
        return a && b && c ? g.make('min', g.make('max', a, b), c) : null
      default:
        return null
    }
  }

  private checkArity(name: string, nth: number, got: number, [low, high]: readonly [number, number]): void {
    if (got >= low && got <= high) return
    const expected = low === high ? `${low}` : `${low} to ${high}`
    throw this.errorAt(`${name} takes ${expected} argument${high === 1 ? '' : 's'}, got ${got}`, name, nth)
  }

  private refuse(what: string): never {
    throw this.errorAt(`"${what}" is not part of the formula language`, what)
  }

  private unknown(kind: string, name: string, nth: number, names: readonly string[]): FormulaError {
    const guess = closest(name, names)
    const shown = name.length > 40 ? `${name.slice(0, 40)}…` : name
    return this.errorAt(`unknown ${kind} "${shown}"${guess ? ` - did you mean "${guess}"?` : ''}`, name, nth)
  }

  private meet(name: string): number {
    const nth = this.met.get(name) ?? 0
    this.met.set(name, nth + 1)
    return nth
  }

  private error(reason: string): FormulaError {
    return errorAt(this.line, reason, 0)
  }

  private errorAt(reason: string, near: string, nth = 0): FormulaError {
    return /^\w+$/.test(near) ? errorAtName(this.line, reason, near, nth) : errorAt(this.line, reason, this.line.text.indexOf(near))
  }
}
