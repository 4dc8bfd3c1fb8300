// The layers of a network on tfjs, for all runs at once: values are [runs, rows, units], with one run standing for all as long
// as nothing but the data has been seen. Images are units in the order [height, width, channels].
import * as tf from '@tensorflow/tfjs'
import type { Layer, Network } from '../../../catalog/network-types.ts'
import { activationOp } from './pointwise.ts'

/** Rows on the device: [1, rows, features] and so on. */
export interface Forward {
  /**
   * @param tensors one per tensor of the network, [runs, …its shape]
   * @param inputs [1, rows, features]
   * @param masks one per dropout layer, [1, rows, units]; null leaves dropout out and keeps no slopes
   * @returns raw outputs, [runs, rows, outputs]
   */
  (tensors: readonly tf.Tensor[], inputs: tf.Tensor, masks: readonly tf.Tensor[] | null): tf.Tensor
}

type LayerOp = (x: tf.Tensor, tensors: readonly tf.Tensor[], masks: readonly tf.Tensor[] | null) => tf.Tensor

/** @throws FormulaError for an activation that is none. */
export function networkForward(network: Network): Forward {
  let dropouts = 0
  const ops = network.layers.map((layer) => layerOp(layer, layer.kind === 'dropout' ? dropouts++ : -1))
  return (tensors, inputs, masks) => ops.reduce((x, op) => op(x, tensors, masks), inputs)
}

/** Numbers that one row of one run needs at the widest place. */
export function widestRow({ layers, inputs }: Network): number {
  const widths = layers.map((layer) => {
    switch (layer.kind) {
      case 'dense':
        return layer.outputs
      case 'conv':
        return layer.height * layer.width * Math.max(layer.size ** 2 * layer.channels, layer.filters)
      case 'pool':
        return (layer.height * layer.width * layer.channels) / 4
      case 'activation':
      case 'dropout':
        return layer.units
    }
  })
  return Math.max(inputs, ...widths)
}

function layerOp(layer: Layer, mask: number): LayerOp {
  switch (layer.kind) {
    case 'dense':
      return (x, tensors) => affine(x, pick(tensors, layer.kernel), bias(tensors, layer.bias))
    case 'conv':
      return convolution(layer)
    case 'pool':
      return pool(layer)
    case 'activation': {
      const op = activationOp(layer.formula)
      return (x, _, masks) => (masks === null ? op.value(x) : op.learning(x))
    }
    case 'dropout':
      return (x, _, masks) => (masks === null ? x : tf.mul(x, pick(masks, mask)))
  }
}

function pick(tensors: readonly tf.Tensor[], index: number): tf.Tensor {
  const tensor = tensors[index]
  if (!tensor) throw new Error(`expected a tensor at ${index}, got ${tensors.length} tensors`)
  return tensor
}

const bias = (tensors: readonly tf.Tensor[], index: number | null): tf.Tensor | null => (index === null ? null : pick(tensors, index))

/** [runs or 1, rows, in] x [runs, in, out] + [runs, out] */
function affine(x: tf.Tensor, kernel: tf.Tensor, offset: tf.Tensor | null): tf.Tensor {
  const product = tf.matMul(eachRun(x, kernel.shape[0] ?? 1), kernel)
  return offset === null ? product : tf.add(product, tf.expandDims(offset, 1))
}

/** tfjs broadcasts matrices over runs, but on WebGL not those with a single row or column against a long one. */
function eachRun(x: tf.Tensor, runs: number): tf.Tensor {
  const [given = 1, rows = 1, columns = 1] = x.shape
  return given !== runs && (rows === 1 || columns === 1) ? tf.tile(x, [runs, 1, 1]) : x
}

/**
 * Every pixel's neighbourhood becomes a row, so that the kernels of all runs are one product of matrices: a convolution per run
 * would be as many dispatches as there are runs, and tfjs's own gradients of one are very slow without a graphics device.
 */
function convolution({ height, width, channels, filters, size, kernel, bias: offset }: Layer & { kind: 'conv' }): LayerOp {
  const half = (size - 1) / 2
  const places = Array.from({ length: size * size }, (_, at) => [Math.floor(at / size), at % size] as const)
  return (x, tensors) => {
    const [runs = 1, rows = 1] = x.shape
    const images = tf.reshape(x, [runs * rows, height, width, channels])
    const padded = half === 0 ? images : tf.pad(images, [[0, 0], [half, half], [half, half], [0, 0]])
    const shifted = places.map(([dy, dx]) => tf.slice(padded, [0, dy, dx, 0], [runs * rows, height, width, channels]))
    const patches = tf.reshape(tf.concat(shifted, 3), [runs, rows * height * width, size * size * channels])
    const weights = pick(tensors, kernel)
    const flat = tf.reshape(weights, [weights.shape[0] ?? 1, size * size * channels, filters])
    return tf.reshape(affine(patches, flat, bias(tensors, offset)), [-1, rows, height * width * filters])
  }
}

function pool({ height, width, channels }: Layer & { kind: 'pool' }): LayerOp {
  return (x) => {
    const [runs = 1, rows = 1] = x.shape
    const images = tf.reshape<tf.Rank.R4>(x, [runs * rows, height, width, channels])
    return tf.reshape(tf.maxPool(images, 2, 2, 'valid'), [runs, rows, -1])
  }
}
