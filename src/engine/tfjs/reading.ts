// The tfjs reading: graph nodes as tensors on whatever backend tfjs stands on. Elementwise operations broadcast
// [runs, 1] against [runs, params]; comparisons are bool tensors until arithmetic needs numbers.
import * as tf from '@tensorflow/tfjs'
import { topological } from '../../formula/graph.ts'
import type { Node } from '../../formula/graph.ts'
import type { BinaryOp, Op, UnaryOp } from '../../formula/ops.ts'
import * as own from './functions.ts'

const unary: Readonly<Record<UnaryOp, (a: tf.Tensor) => tf.Tensor>> = {
  neg: tf.neg, abs: tf.abs, sign: own.sign, sqrt: tf.sqrt, exp: own.exp, log: own.log, log1p: own.log1p, sin: own.sin, cos: own.cos, tan: own.tan,
  tanh: own.tanh, atan: tf.atan, floor: tf.floor, sigmoid: own.sigmoid, erf: own.erf, not: (a) => tf.logicalNot(bool(a)),
}
const binary: Readonly<Record<BinaryOp, (a: tf.Tensor, b: tf.Tensor) => tf.Tensor>> = {
  add: tf.add, sub: tf.sub, mul: tf.mul, div: own.div, pow: own.pow, min: tf.minimum, max: tf.maximum, lt: tf.less, le: tf.lessEqual, eq: tf.equal,
  and: (a, b) => tf.logicalAnd(bool(a), bool(b)), or: (a, b) => tf.logicalOr(bool(a), bool(b)),
}
const has = <K extends string>(table: Readonly<Record<K, unknown>>, op: string): op is K => Object.hasOwn(table, op)

const bool = (a: tf.Tensor): tf.Tensor => (a.dtype === 'bool' ? a : tf.notEqual(a, 0))
const number = (a: tf.Tensor): tf.Tensor => (a.dtype === 'bool' ? tf.cast(a, 'float32') : a)

/** Operations a reading may be given on top of the elementwise ones: reductions, gradients, … Return null to decline. */
export type Special = (node: Node, arg: (index: number) => tf.Tensor) => tf.Tensor | null

/**
 * Values of the roots. `leaf` supplies symbols and whatever else is already known (host scalars); `memo` is shared between
 * calls that have the same leaves. Call inside tf.tidy.
 */
export function readTensors(roots: readonly Node[], leaf: (node: Node) => tf.Tensor | null, special: Special, memo: Map<Node, tf.Tensor>): tf.Tensor[] {
  for (const node of needed(roots, leaf, memo)) memo.set(node, apply(node, special, memo))
  return roots.map((root) => number(at(memo, root)))
}

/** Nodes still to compute, arguments first; what `leaf` knows is put into the memo and not looked into. */
function needed(roots: readonly Node[], leaf: (node: Node) => tf.Tensor | null, memo: Map<Node, tf.Tensor>): Node[] {
  const open = new Set<Node>()
  const stack = [...roots]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (memo.has(node) || open.has(node)) continue
    const known = leaf(node)
    if (known) memo.set(node, known)
    else {
      open.add(node)
      stack.push(...node.args)
    }
  }
  return topological([...open]).filter((n) => open.has(n))
}

function apply(node: Node, special: Special, memo: ReadonlyMap<Node, tf.Tensor>): tf.Tensor {
  const arg = (i: number): tf.Tensor => at(memo, node.args[i])
  const op: Op = node.op
  if (op === 'const') return tf.scalar(node.value)
  const own = special(node, (i) => number(arg(i)))
  if (own) return own
  if (op === 'select') return select(bool(arg(0)), number(arg(1)), number(arg(2)))
  if (op === 'not') return unary.not(arg(0))
  if (has(unary, op)) return unary[op](number(arg(0)))
  if (op === 'and' || op === 'or') return binary[op](arg(0), arg(1))
  if (has(binary, op)) return binary[op](number(arg(0)), number(arg(1)))
  throw new Error(`the tfjs reading has no ${op}${op === 'sym' ? ` ${node.name}` : ''}`)
}

/** tf.where wants the three shapes to broadcast; its kernels want the condition as wide as the result. */
function select(condition: tf.Tensor, yes: tf.Tensor, no: tf.Tensor): tf.Tensor {
  return tf.where(condition, yes, no)
}

function at(memo: ReadonlyMap<Node, tf.Tensor>, node: Node | undefined): tf.Tensor {
  const value = node && memo.get(node)
  if (!value) throw new Error('a node was read before its value was known')
  return value
}
