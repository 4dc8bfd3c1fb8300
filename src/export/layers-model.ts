// A trained network as a model of TensorFlow.js (`tf.loadLayersModel`): its layers as Keras names them, and the weights as they
// are. What the data went through comes first, what the outputs mean comes last, so that the file takes raw rows and gives
// classes' probabilities, or numbers in their own unit.
import { activations } from '../catalog/activations/registry.ts'
import type { ImageShape, Layer, Network } from '../catalog/network-types.ts'
import type { LossText } from '../scenario/network/plan-types.ts'

/** (value - mean)/deviation, one of each per column. */
export interface ColumnScaling {
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
}

export interface TrainedNetwork {
  readonly network: Network
  /** [params] */
  readonly weights: ArrayLike<number>
  readonly loss: Pick<LossText, 'kind' | 'output'>
  readonly inputs: ColumnScaling
  readonly targets: ColumnScaling
  readonly image: ImageShape | null
}

/** `model` is what stands in model.json; `weights` are float32, little-endian, one tensor after the other. */
export interface LayersModel {
  readonly model: object
  readonly weights: Uint8Array<ArrayBuffer>
}

/** A formula that Keras has no name for. */
export interface UnknownActivation {
  readonly formula: string
}

interface KerasLayer {
  readonly class_name: string
  readonly config: Readonly<Record<string, unknown>> & { readonly name: string }
  readonly weights: readonly KerasWeight[]
}

interface KerasWeight {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: ArrayLike<number>
}

/** Keras's names for activations of the catalogue; one that is missing here has none. */
const kerasNames: Readonly<Record<string, string>> = {
  identity: 'linear', relu: 'relu', tanh: 'tanh', sigmoid: 'sigmoid', elu: 'elu', selu: 'selu', silu: 'swish', gelu: 'gelu', softplus: 'softplus', softsign: 'softsign',
}

export function layersModel(trained: TrainedNetwork): LayersModel | UnknownActivation {
  const unknown = trained.network.layers.find((layer) => layer.kind === 'activation' && activationLayer(layer.formula, '') === null)
  if (unknown?.kind === 'activation') return { formula: unknown.formula }
  const layers = [...beforeLayers(trained), ...networkLayers(trained), ...afterLayers(trained)].map((layer, i) => (i === 0 ? firstLayer(layer, trained.network.inputs) : layer))
  const weights = layers.flatMap((layer) => layer.weights.map((weight) => ({ ...weight, name: `${layer.config.name}/${weight.name}` })))
  const config = { name: 'descent', layers: layers.map((layer) => ({ class_name: layer.class_name, config: layer.config })) }
  return {
    model: {
      format: 'layers-model',
      generatedBy: 'Descent',
      convertedBy: null,
      modelTopology: { class_name: 'Sequential', config, keras_version: 'tfjs-layers 4.22.0', backend: 'tensor_flow.js' },
      weightsManifest: [{ paths: ['weights.bin'], weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })) }],
    },
    weights: bytesOf(weights.map(({ values }) => values)),
  }
}

const firstLayer = (layer: KerasLayer, inputs: number): KerasLayer => ({ ...layer, config: { ...layer.config, batch_input_shape: [null, inputs] } })

/** Standardizing as a normalization whose statistics are those of the training rows; then images get their shape. */
function beforeLayers({ inputs: { mean, deviation }, network, image }: TrainedNetwork): readonly KerasLayer[] {
  const shape = [mean.length]
  const standardize = layer('BatchNormalization', { name: 'standardize', axis: -1, epsilon: 0, center: true, scale: true, trainable: false }, [
    { name: 'gamma', shape, values: deviation.map((d) => 1 / d) },
    { name: 'beta', shape, values: mean.map(() => 0) },
    { name: 'moving_mean', shape, values: mean },
    { name: 'moving_variance', shape, values: mean.map(() => 1) },
  ])
  const reshape = image === null || network.layers[0]?.kind !== 'conv' ? [] : [layer('Reshape', { name: 'picture', target_shape: [image.height, image.width, 1] })]
  return [...(changes({ mean, deviation }) ? [standardize] : []), ...reshape]
}

function networkLayers({ network, weights }: TrainedNetwork): readonly KerasLayer[] {
  const tensor = (index: number, name: string): KerasWeight => {
    const spec = network.tensors[index]
    if (spec === undefined) throw new Error(`expected a tensor ${index} in the network`)
    return { name, shape: spec.shape, values: Array.prototype.slice.call(weights, spec.offset, spec.offset + spec.size) }
  }
  return network.layers.flatMap((one, i) => {
    const before = network.layers[i - 1]?.kind
    // What flows into a dense layer is in the order of a flattened picture anyway, but Keras wants it said.
    const flatten = one.kind === 'dense' && followsPicture(network.layers, i) && before !== undefined ? [layer('Flatten', { name: `flatten_${i}` })] : []
    return [...flatten, kerasLayer(one, i, tensor)]
  })
}

const followsPicture = (layers: readonly Layer[], index: number): boolean =>
  layers.slice(0, index).findLast(({ kind }) => kind === 'dense' || kind === 'conv' || kind === 'pool')?.kind !== 'dense' && layers.slice(0, index).some(({ kind }) => kind === 'conv')

function kerasLayer(one: Layer, i: number, tensor: (index: number, name: string) => KerasWeight): KerasLayer {
  switch (one.kind) {
    case 'dense':
      return layer('Dense', { name: `dense_${i}`, units: one.outputs, activation: 'linear', use_bias: one.bias !== null }, [tensor(one.kernel, 'kernel'), ...(one.bias === null ? [] : [tensor(one.bias, 'bias')])])
    case 'conv': {
      const sides = [one.size, one.size]
      const config = { name: `conv_${i}`, filters: one.filters, kernel_size: sides, strides: [1, 1], padding: 'same', data_format: 'channels_last', activation: 'linear', use_bias: one.bias !== null }
      return layer('Conv2D', config, [tensor(one.kernel, 'kernel'), ...(one.bias === null ? [] : [tensor(one.bias, 'bias')])])
    }
    case 'pool':
      return layer('MaxPooling2D', { name: `pool_${i}`, pool_size: [2, 2], strides: [2, 2], padding: 'valid', data_format: 'channels_last' })
    case 'dropout':
      return layer('Dropout', { name: `dropout_${i}`, rate: one.rate })
    case 'activation': {
      const found = activationLayer(one.formula, `activation_${i}`)
      if (found === null) throw new Error(`expected an activation that Keras knows, got ${one.formula}`)
      return found
    }
  }
}

function activationLayer(formula: string, name: string): KerasLayer | null {
  const id = activations.find((activation) => activation.formula === formula)?.id ?? ''
  if (id === 'leaky_relu') return layer('LeakyReLU', { name, alpha: 0.01 })
  const keras = kerasNames[id]
  return keras === undefined ? null : layer('Activation', { name, activation: keras })
}

/** Numbers back to their own unit; what is a logit becomes a probability. */
function afterLayers({ targets: { mean, deviation }, loss, network }: TrainedNetwork): readonly KerasLayer[] {
  const n = network.outputs
  const diagonal = deviation.flatMap((d, row) => deviation.map((_, column) => (row === column ? d : 0)))
  if (changes({ mean, deviation })) {
    return [layer('Dense', { name: 'own_unit', units: n, activation: 'linear', use_bias: true, trainable: false }, [{ name: 'kernel', shape: [n, n], values: diagonal }, { name: 'bias', shape: [n], values: mean }])]
  }
  const classwise = loss.kind === 'classwise'
  return classwise || loss.output === 'logit' ? [layer('Activation', { name: 'probability', activation: classwise ? 'softmax' : 'sigmoid' })] : []
}

const changes = ({ mean, deviation }: ColumnScaling): boolean => mean.some((value) => value !== 0) || deviation.some((value) => value !== 1)

const layer = (class_name: string, config: KerasLayer['config'], weights: readonly KerasWeight[] = []): KerasLayer => ({ class_name, config, weights })

function bytesOf(all: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 * all.reduce((sum, { length }) => sum + length, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const values of all) {
    for (let i = 0; i < values.length; i++, at += 4) view.setFloat32(at, values[i] ?? Number.NaN, true)
  }
  return bytes
}
