// What the readings for people have in common: how tightly a piece binds, and how a mathjs tree is taken apart.
// They print the author's own text (TeX for the page, Python for export), not the simplified graph.
import type { ConditionalNode, FunctionNode, MathNode, OperatorNode, ParenthesisNode, RelationalNode } from 'mathjs'
import { closest } from './error.ts'
import { errorAt, errorAtName } from './syntax.ts'
import type { Line } from './syntax.ts'

/** From loosest to tightest. A piece stands without parentheses where its level is at least the one asked for. */
export const level = { any: 0, or: 1, and: 2, compare: 3, add: 4, mul: 5, unary: 6, pow: 7, atom: 8 } as const

export interface Piece {
  readonly text: string
  readonly level: number
}

/** A tree without its parentheses: printers set their own where they are needed. */
export type Part =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'operator'; readonly fn: string; readonly args: readonly MathNode[] }
  | { readonly kind: 'choice'; readonly condition: MathNode; readonly then: MathNode; readonly otherwise: MathNode }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly MathNode[] }

// mathjs gives a tree of loosely typed classes; `type` tells which one it is, so each cast is to the class just named.
export function partOf(tree: MathNode, line: Line): Part {
  switch (tree.type) {
    case 'ParenthesisNode':
      return partOf((tree as ParenthesisNode).content, line)
    case 'ConstantNode':
      return { kind: 'number', value: numberOf(tree, line) }
    case 'SymbolNode':
      return { kind: 'name', name: tree.toString() }
    case 'OperatorNode': {
      const { fn, args } = tree as OperatorNode
      return { kind: 'operator', fn, args }
    }
    case 'RelationalNode':
      return relation(tree as RelationalNode)
    case 'ConditionalNode': {
      const { condition, trueExpr, falseExpr } = tree as ConditionalNode
      return { kind: 'choice', condition, then: trueExpr, otherwise: falseExpr }
    }
    case 'FunctionNode': {
      const { fn, args } = tree as FunctionNode
      return { kind: 'call', name: fn.name, args }
    }
    default:
      throw errorAt(line, `${tree.type.replace(/Node$/, '').toLowerCase()} is not part of the formula language`, 0)
  }
}

function numberOf(tree: MathNode, line: Line): number {
  const value: unknown = 'value' in tree ? tree.value : null
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  throw errorAt(line, `expected a number, got ${tree.toString()}`, Math.max(0, line.text.indexOf(tree.toString())))
}

/** `a < b < c` as its chain of comparisons; printers see it as an operator named `chain`, with the signs in between. */
function relation(tree: RelationalNode): Part {
  return { kind: 'operator', fn: `chain:${tree.conditionals.join(',')}`, args: tree.params }
}

/** The argument that a function or an operator must have. */
export function argument(args: readonly MathNode[], index: number, name: string, line: Line): MathNode {
  const found = args[index]
  if (!found) throw errorAtName(line, `${name} lacks its argument ${index + 1}`, name)
  return found
}

export function unknownFunction(name: string, known: Iterable<string>, line: Line): Error {
  const guess = closest(name, known)
  return errorAtName(line, `unknown function "${name}"${guess ? ` - did you mean "${guess}"?` : ''}`, name)
}

export const refusedOperator = (fn: string, line: Line): Error => errorAt(line, `"${fn}" is not part of the formula language`, 0)
