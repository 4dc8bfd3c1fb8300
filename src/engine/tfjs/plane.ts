// What a point of the plane can give a rule, on tfjs: loss, gradients at any point, curvature, and the reductions over the pair.
import * as tf from '@tensorflow/tfjs'
import type { Node } from '../../formula/graph.ts'
import { pairShape } from '../../formula/plane.ts'
import type { NoiseKind, PlaneFunction } from '../../formula/plane.ts'
import { readTensors } from './reading.ts'
import type { Special } from './reading.ts'

const none: Special = () => null

export interface PlaneSpecial {
  (node: Node, arg: (index: number) => tf.Tensor): tf.Tensor | null
  readonly read: Special
  /** Landscape formulas at points [runs, 2], each [runs, 1] or a scalar. */
  readonly at: (point: tf.Tensor, roots: readonly Node[]) => tf.Tensor[]
}

/** `noise.values` are unit draws times the scale, [runs, 2], or null. Call inside tf.tidy. */
export function planeSpecial(
  landscape: PlaneFunction,
  theta: tf.Tensor,
  constants: ReadonlyMap<string, tf.Tensor>,
  noise: { readonly kind: NoiseKind; readonly values: tf.Tensor | null },
): PlaneSpecial {
  const at = pointReader(constants)
  const pair = (point: tf.Tensor, nodes: readonly Node[]): tf.Tensor => {
    const [runs = 1] = theta.shape
    return tf.concat(at(point, nodes).map((v) => tf.broadcastTo(v, [runs, 1])), 1)
  }
  const gradient = (point: tf.Tensor): tf.Tensor => {
    const exact = pair(point, landscape.gradient)
    if (!noise.values) return exact
    return noise.kind === 'multiplicative' ? tf.mul(exact, tf.add(noise.values, 1)) : tf.add(exact, noise.values)
  }
  const read: Special = (node, arg) => {
    switch (node.op) {
      case 'sym': {
        const shape = pairShape[node.name]
        return shape === undefined ? null : tf.scalar(shape)
      }
      case 'row_mean':
      case 'col_mean':
        return arg(0)
      case 'norm':
        return tf.sqrt(tf.sum(tf.square(arg(0)), 1, true))
      case 'sum':
      case 'total':
        return tf.sum(arg(0), 1, true)
      case 'mean':
        return tf.mean(arg(0), 1, true)
      case 'dot':
        return tf.sum(tf.mul(arg(0), arg(1)), 1, true)
      case 'loss':
        return at(theta, [landscape.value])[0] ?? null
      case 'grad':
        return gradient(asPoint(arg(0), theta.shape))
      case 'hdiag':
        return pair(theta, [landscape.hessian[0], landscape.hessian[2]])
      case 'hsolve':
      case 'hsolve_abs':
        return solve(node.op, at(theta, landscape.hessian), arg(0), arg(1))
      default:
        return null
    }
  }
  return Object.assign((node: Node, arg: (index: number) => tf.Tensor) => read(node, arg), { read, at })
}

/** A point that is one already stays the same tensor, so that its formulas are computed once. */
const asPoint = (p: tf.Tensor, shape: number[]): tf.Tensor => (tf.util.arraysEqual(p.shape, shape) ? p : tf.broadcastTo(p, shape))

/** Points of one step are few tensors, each asked for several formulas: their common parts are computed once. */
function pointReader(constants: ReadonlyMap<string, tf.Tensor>): PlaneSpecial['at'] {
  const memos = new Map<tf.Tensor, Map<Node, tf.Tensor>>()
  return (point, roots) => {
    const memo = memos.get(point) ?? new Map<Node, tf.Tensor>()
    memos.set(point, memo)
    const [runs = 1] = point.shape
    const leaf = (node: Node): tf.Tensor | null => {
      if (node.op !== 'sym') return null
      if (node.name === 'x') return tf.slice(point, [0, 0], [runs, 1])
      if (node.name === 'y') return tf.slice(point, [0, 1], [runs, 1])
      return constants.get(node.name) ?? null
    }
    return readTensors(roots, leaf, none, memo)
  }
}

/** As in formula/plane.ts, on columns. */
function solve(op: 'hsolve' | 'hsolve_abs', [hxx, b, hyy]: tf.Tensor[], v: tf.Tensor, damping: tf.Tensor): tf.Tensor {
  if (!hxx || !b || !hyy) throw new Error('the landscape gave no Hessian')
  const [runs = 1] = v.shape
  const wide = (t: tf.Tensor): tf.Tensor => tf.broadcastTo(t, [runs, 1])
  const [vx, vy] = [tf.slice(v, [0, 0], [runs, 1]), tf.slice(v, [0, 1], [runs, 1])]
  if (op === 'hsolve') {
    const [a, c] = [tf.add(hxx, damping), tf.add(hyy, damping)]
    const det = tf.sub(tf.mul(a, c), tf.mul(b, b))
    const singular = wide(tf.abs(det)).less(1e-12)
    const px = tf.div(tf.sub(tf.mul(c, vx), tf.mul(b, vy)), det)
    const py = tf.div(tf.sub(tf.mul(a, vy), tf.mul(b, vx)), det)
    return tf.concat([tf.where(singular, vx, px), tf.where(singular, vy, py)], 1)
  }
  const [m, d] = [tf.mul(0.5, tf.add(hxx, hyy)), tf.mul(0.5, tf.sub(hxx, hyy))]
  const r = wide(tf.sqrt(tf.add(tf.square(d), tf.square(b))))
  const f = (eigenvalue: tf.Tensor): tf.Tensor => tf.div(1, tf.add(tf.abs(eigenvalue), damping))
  const [f1, f2] = [f(tf.add(m, r)), f(tf.sub(m, r))]
  const even = tf.mul(0.5, tf.add(f1, f2))
  const odd = tf.where(r.greater(0), tf.div(tf.mul(0.5, tf.sub(f1, f2)), r), tf.zerosLike(r))
  const px = tf.add(tf.mul(even, vx), tf.mul(odd, tf.add(tf.mul(d, vx), tf.mul(b, vy))))
  const py = tf.add(tf.mul(even, vy), tf.mul(odd, tf.sub(tf.mul(b, vx), tf.mul(d, vy))))
  return tf.concat([px, py], 1)
}
