// The files are opened by TensorFlow.js itself and must say what the reference says, within what float32 leaves.
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { activations } from '../catalog/activations/registry.ts'
import { cnn } from '../catalog/models/cnn.ts'
import { models } from '../catalog/models/registry.ts'
import type { Dimensions, Network } from '../catalog/network-types.ts'
import { compileLoss } from '../engine/network/loss.ts'
import { ReferenceNetwork } from '../engine/network/reference-network.ts'
import { hash, normal } from '../formula/random.ts'
import { lossText } from '../scenario/network/plan.ts'
import { layersModel } from './layers-model.ts'
import type { ColumnScaling, LayersModel, TrainedNetwork } from './layers-model.ts'

const rows = 7
const flat: Dimensions = { features: 3, outputs: 2, image: null }
const picture: Dimensions = { features: 80, outputs: 4, image: { width: 10, height: 8 } }
const same = (columns: number): ColumnScaling => ({ mean: Array.from({ length: columns }, () => 0), deviation: Array.from({ length: columns }, () => 1) })
const draws = (count: number, stream: number, spread: number): Float64Array => Float64Array.from({ length: count }, (_, i) => spread * normal(5, stream, 0, 0, i))

beforeAll(() => tf.setBackend('cpu'))

function trainedOf(network: Network, change: Partial<TrainedNetwork> = {}): TrainedNetwork {
  return { network, weights: draws(network.params, 1, 0.4), loss: { kind: 'pointwise', output: 'number' }, inputs: same(network.inputs), targets: same(network.outputs), image: null, ...change }
}

function opened(trained: TrainedNetwork): LayersModel {
  const made = layersModel(trained)
  if ('formula' in made) throw new Error(`refused ${made.formula}`)
  return made
}

/** What the file makes of rows, [rows, outputs]. */
async function predicted({ model, weights }: LayersModel, inputs: Float64Array, width: number): Promise<Float32Array> {
  const { modelTopology, weightsManifest } = model as { modelTopology: object; weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[] }
  const loaded = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest.flatMap((group) => group.weights), weightData: weights.buffer }))
  const answer = loaded.predict(tf.tensor2d(Float32Array.from(inputs), [rows, width])) as tf.Tensor
  const values = Float32Array.from(await answer.data())
  loaded.dispose()
  return values
}

/** Raw outputs of the reference for rows as the network is given them. */
const reference = ({ network, weights }: TrainedNetwork, inputs: Float64Array): Float64Array =>
  Float64Array.from(new ReferenceNetwork(network, compileLoss(lossText({ id: 'mse' }), network.outputs)).forward(Float64Array.from(Array.from(weights)), { count: rows, inputs, targets: new Float64Array(rows * network.outputs) }))

/** Float32 keeps seven figures, and sums of some hundred products lose one of them. */
function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number>): void {
  expect(found.length).toBe(wanted.length)
  for (let i = 0; i < wanted.length; i++) expect(Math.abs((found[i] ?? Number.NaN) - (wanted[i] ?? Number.NaN))).toBeLessThan(1e-5 * Math.max(1, Math.abs(wanted[i] ?? 0)))
}

describe.each(models.map((model) => [model.id, model] as const))('%s', (_, model) => {
  it('predicts as the reference does', async () => {
    const dimensions = model.images ? picture : flat
    const network = model.build({ hidden: [5, 4], activation: 'tanh(z)', dropout: 0.3 }, dimensions)
    const trained = trainedOf(network, { image: dimensions.image })
    const inputs = draws(rows * network.inputs, 2, 1)
    expectClose(await predicted(opened(trained), inputs, network.inputs), reference(trained, Float64Array.from(Float32Array.from(inputs))))
  })
})

const withActivation = (formula: string): TrainedNetwork => {
  const mlp = models.find(({ id }) => id === 'mlp')
  if (!mlp) throw new Error('expected an mlp')
  return trainedOf(mlp.build({ hidden: [6], activation: formula, dropout: 0 }, flat))
}
const known = activations.filter(({ id }) => id !== 'sine')

it.each(known.map(({ id, formula }) => [id, formula]))('the activation %s is the same', async (_, formula) => {
  const trained = withActivation(formula)
  const inputs = draws(rows * 3, 3, 1.5)
  expectClose(await predicted(opened(trained), inputs, 3), reference(trained, Float64Array.from(Float32Array.from(inputs))))
})

it.each(['sin(z)', 'z*tanh(z)'])('an activation that Keras does not know is refused: %s', (formula) => {
  expect(layersModel(withActivation(formula))).toEqual({ formula })
})

it('takes raw rows and gives numbers in their own unit', async () => {
  const scaled = { mean: [10, -3, 0.5], deviation: [4, 0.25, 100] }
  const trained = { ...withActivation('tanh(z)'), inputs: scaled, targets: { mean: [200, -1], deviation: [30, 0.01] } }
  const inputs = draws(rows * 3, 4, 1)
  const raw = inputs.map((value, i) => (scaled.mean[i % 3] ?? 0) + (scaled.deviation[i % 3] ?? 1) * value)
  const seen = Float64Array.from(Float32Array.from(raw), (value, i) => (value - (scaled.mean[i % 3] ?? 0)) / (scaled.deviation[i % 3] ?? 1))
  const wanted = reference(trained, seen).map((value, i) => (i % 2 === 0 ? 200 + 30 * value : -1 + 0.01 * value))
  expectClose(await predicted(opened(trained), raw, 3), wanted)
})

it('standardizes pictures before the first convolution', async () => {
  const network = cnn.build({ hidden: [3], activation: 'z > 0 ? z : 0', dropout: 0 }, picture)
  const inputs = { mean: Array.from({ length: 80 }, (_, i) => 0.1 + (i % 7) / 10), deviation: Array.from({ length: 80 }, (_, i) => 0.2 + (i % 5) / 5) }
  const trained = trainedOf(network, { image: picture.image, inputs })
  const raw = Float64Array.from({ length: rows * 80 }, (_, i) => (hash(3, 1, 0, 0, i) % 1000) / 1000)
  const seen = Float64Array.from(Float32Array.from(raw), (value, i) => (value - (inputs.mean[i % 80] ?? 0)) / (inputs.deviation[i % 80] ?? 1))
  expectClose(await predicted(opened(trained), raw, 80), reference(trained, seen))
})

it.each([
  ['classwise', 'softmax', 2],
  ['pointwise', 'sigmoid', 1],
] as const)('logits of a %s loss come out as probabilities (%s)', async (kind, _, outputs) => {
  const mlp = models.find(({ id }) => id === 'mlp')
  if (!mlp) throw new Error('expected an mlp')
  const trained = trainedOf(mlp.build({ hidden: [6], activation: 'tanh(z)', dropout: 0 }, { ...flat, outputs }), { loss: { kind, output: 'logit' } })
  const inputs = draws(rows * 3, 6, 1)
  const raw = reference(trained, Float64Array.from(Float32Array.from(inputs)))
  const wanted = raw.map((value, i) => {
    if (outputs === 1) return 1 / (1 + Math.exp(-value))
    const other = raw[i % 2 === 0 ? i + 1 : i - 1] ?? Number.NaN
    return 1 / (1 + Math.exp(other - value))
  })
  expectClose(await predicted(opened(trained), inputs, 3), wanted)
})
