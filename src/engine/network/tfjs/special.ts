// What a network can give a rule on tfjs: loss and gradient at any point, and the reductions over each parameter tensor. A number
// of each tensor stands on all its lanes, [runs, params], a number of the run is [runs, 1]: so everything else broadcasts.
import * as tf from '@tensorflow/tfjs'
import type { Node } from '../../../formula/graph.ts'
import { RefusedRule } from '../../../formula/plane.ts'
import type { Special } from '../../tfjs/reading.ts'
import type { Evaluated } from './evaluator.ts'
import { orthogonal } from './newton-schulz.ts'
import type { Segments } from './segments.ts'

export interface NetworkAccess {
  readonly segments: Segments
  readonly runs: number
  /** Parameter tensors, as opposed to numbers. */
  readonly tensors: ReadonlySet<Node>
  readonly theta: tf.Tensor
  readonly evaluate: (point: tf.Tensor) => Evaluated
  /** Host values of a node, [runs], or null when the device computes it. */
  readonly onHost: (node: Node) => ArrayLike<number> | null
}

type Arg = (index: number) => tf.Tensor

export function networkSpecial(access: NetworkAccess): Special {
  const { segments, runs, theta, evaluate } = access
  const lanes = (value: tf.Tensor): tf.Tensor => (value.shape[0] === runs && value.shape[1] === segments.network.params ? value : tf.broadcastTo(value, [runs, segments.network.params]))
  return (node, arg) => {
    switch (node.op) {
      case 'norm':
      case 'sum':
      case 'mean':
      case 'dot':
        return node.args.some((n) => access.tensors.has(n)) ? reduce(node, (i) => lanes(arg(i)), segments) : ofNumbers(node, arg)
      case 'total':
        return total(access, node, arg(0), lanes)
      case 'loss':
        return evaluate(theta).loss
      case 'grad':
        return evaluate(lanes(arg(0))).gradient
      case 'row_mean':
      case 'col_mean': {
        const axis = node.op === 'row_mean' ? 2 : 1
        return segments.mapMatrices(lanes(arg(0)), (m) => tf.broadcastTo(tf.mean(m, axis, true), m.shape), (t) => t)
      }
      case 'orthogonalize': {
        const [steps, eps] = [stepsOf(access, node.args[1]), node.args[2] ? arg(2) : tf.scalar(1e-7)]
        return segments.mapMatrices(lanes(arg(0)), (m) => orthogonal(m, steps, eps), tf.zerosLike)
      }
      default:
        return null
    }
  }
}

/** Within each tensor, spread over it. */
function reduce(node: Node, arg: Arg, segments: Segments): tf.Tensor {
  const { op } = node
  if (op === 'norm') return segments.spread(tf.sqrt(segments.sums(tf.square(arg(0)))))
  if (op === 'mean') return segments.spread(tf.div(segments.sums(arg(0)), segments.sizes()))
  return segments.spread(segments.sums(op === 'dot' ? tf.mul(arg(0), arg(1)) : arg(0)))
}

/** A number is a tensor of one element. */
function ofNumbers({ op }: Node, arg: Arg): tf.Tensor {
  if (op === 'norm') return tf.abs(arg(0))
  return op === 'dot' ? tf.mul(arg(0), arg(1)) : arg(0)
}

/** Over all tensors of a run, [runs, 1]: a tensor gives its lanes, a number of each tensor one, a number of the run one for each. */
function total({ tensors, segments }: NetworkAccess, node: Node, value: tf.Tensor, lanes: (value: tf.Tensor) => tf.Tensor): tf.Tensor {
  const [arg] = node.args
  if (arg && tensors.has(arg)) return tf.sum(lanes(value), 1, true)
  const { params, tensors: specs } = segments.network
  return value.rank === 2 && value.shape[1] === params ? tf.sum(segments.gathered(value), 1, true) : tf.mul(value, specs.length)
}

function stepsOf({ onHost }: NetworkAccess, node: Node | undefined): ArrayLike<number> {
  if (!node) return [5]
  const steps = node.op === 'const' ? [node.value] : onHost(node)
  if (!steps) throw new RefusedRule('The number of iterations of orthogonalize must not depend on the training: it is known before the step begins.')
  return steps
}
