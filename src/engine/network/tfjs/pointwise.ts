// Formulas element by element on tfjs, with slopes that come from the graph and not from tfjs, whose own differ at corners.
import * as tf from '@tensorflow/tfjs'
import type { Node } from '../../../formula/graph.ts'
import { readTensors } from '../../tfjs/reading.ts'
import type { Special } from '../../tfjs/reading.ts'
import { compileActivation } from '../activation.ts'

/**
 * Inside a network only absolute digits count: a value near zero is added to others. So the device's own functions do, at one
 * dispatch each, where the reading's careful ones cost twenty. What is not a number is found by `Evaluator`, not here.
 */
const direct: Special = (node, arg) => {
  switch (node.op) {
    case 'tanh':
      return tf.tanh(arg(0))
    case 'exp':
      return tf.exp(arg(0))
    case 'sigmoid':
      return tf.sigmoid(arg(0))
    case 'log1p':
      return tf.log1p(arg(0))
    case 'erf':
      return tf.erf(arg(0))
    case 'sign':
      return tf.sign(arg(0))
    default:
      return null
  }
}

/** Values of the roots, each of the given shape or a scalar. Call inside tf.tidy. */
export function readPointwise(roots: readonly Node[], symbols: Readonly<Record<string, tf.Tensor>>): tf.Tensor[] {
  return readTensors(roots, (node) => (node.op === 'sym' ? (symbols[node.name] ?? null) : null), direct, new Map())
}

/** A constant where a whole tensor is wanted. */
export const shapedAs = (value: tf.Tensor | undefined, like: tf.Tensor): tf.Tensor =>
  value && tf.util.arraysEqual(value.shape, like.shape) ? value : tf.broadcastTo(value ?? tf.scalar(Number.NaN), like.shape)

/** An operation of one tensor whose gradient is `dy` times what it saved. */
export function withSlope<T extends tf.Tensor>(compute: (x: tf.Tensor) => { value: T; slope: tf.Tensor }, times: (dy: T, slope: tf.Tensor) => tf.Tensor): (x: tf.Tensor) => T {
  return tf.customGrad<T>((x, save) => {
    if (typeof x === 'function' || typeof save !== 'function') throw new Error('tfjs gave a custom gradient no tensor')
    const { value, slope } = compute(x)
    save([slope])
    return { value, gradFunc: (dy, [saved = slope]) => times(dy, saved) }
  })
}

export interface ActivationOp {
  /** With its slope, for training. */
  readonly learning: (z: tf.Tensor) => tf.Tensor
  readonly value: (z: tf.Tensor) => tf.Tensor
}

/** @throws FormulaError */
export function activationOp(formula: string): ActivationOp {
  const { value, slope } = compileActivation(formula)
  const same = (z: tf.Tensor): tf.Tensor => z
  if (value.op === 'sym') return { learning: same, value: same }
  const both = (z: tf.Tensor): { value: tf.Tensor; slope: tf.Tensor } => {
    const [v, s] = readPointwise([value, slope], { z })
    return { value: shapedAs(v, z), slope: s ?? tf.scalar(Number.NaN) }
  }
  return {
    learning: withSlope(both, (dy, s) => tf.mul(dy, s)),
    value: (z) => shapedAs(readPointwise([value], { z })[0], z),
  }
}
