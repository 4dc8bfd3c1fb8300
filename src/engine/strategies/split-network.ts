// A network cut into stages of about equal work, each a network of its own.
import type { Layer, Network, TensorSpec } from '../../catalog/network-types.ts'

export interface Part {
  readonly network: Network
  /** Where its parameters begin in those of the whole. */
  readonly offset: number
}

/** A layer with weights and what follows it up to the next one. */
type Block = readonly Layer[]

/** @throws Error when there are fewer layers with weights than stages. */
export function splitNetwork(network: Network, stages: number): Part[] {
  const blocks = blocksOf(network.layers)
  if (blocks.length < stages) throw new Error(`${blocks.length} layers with weights cannot be divided among ${stages} stages: choose fewer stages or a deeper network.`)
  const cuts = bestCuts(blocks.map((block) => workOf(block, network.tensors)), stages)
  let inputs = network.inputs
  return cuts.map((from, stage) => {
    const part = partOf(blocks.slice(from, cuts[stage + 1]).flat(), network.tensors, inputs)
    inputs = part.network.outputs
    return part
  })
}

function blocksOf(layers: readonly Layer[]): Block[] {
  const blocks: Layer[][] = []
  for (const layer of layers) {
    if (hasWeights(layer) || blocks.length === 0) blocks.push([layer])
    else blocks.at(-1)?.push(layer)
  }
  return blocks
}

type Weighted = Extract<Layer, { readonly kernel: number }>

const hasWeights = (layer: Layer): layer is Weighted => layer.kind === 'dense' || layer.kind === 'conv'

/** Multiplications for one row: the weights, and for a convolution as often as there are pixels. */
function workOf(block: Block, tensors: readonly TensorSpec[]): number {
  return block.filter(hasWeights).reduce((sum, layer) => sum + (tensors[layer.kernel]?.size ?? 0) * (layer.kind === 'conv' ? layer.width * layer.height : 1), 0)
}

/** Where each stage begins, so that the one with the most work has as little as possible. */
function bestCuts(work: readonly number[], stages: number, from = 0): readonly number[] {
  if (stages === 1) return [from]
  let best: readonly number[] = []
  let least = Infinity
  for (let end = from + 1; end <= work.length - stages + 1; end++) {
    const cuts = [from, ...bestCuts(work, stages - 1, end)]
    const most = Math.max(...cuts.map((begin, i) => work.slice(begin, cuts[i + 1]).reduce((a, b) => a + b, 0)))
    if (most < least) [best, least] = [cuts, most]
  }
  return best
}

function partOf(layers: Block, tensors: readonly TensorSpec[], inputs: number): Part {
  const used = layers.filter(hasWeights).flatMap(({ kernel, bias }) => (bias === null ? [kernel] : [kernel, bias]))
  const offset = tensors[used[0] ?? 0]?.offset ?? 0
  const own = used.flatMap((index) => tensors[index] ?? []).map((tensor) => ({ ...tensor, offset: tensor.offset - offset }))
  const place = (tensor: number): number => used.indexOf(tensor)
  const moved = layers.map((layer) => (hasWeights(layer) ? { ...layer, kernel: place(layer.kernel), bias: layer.bias === null ? null : place(layer.bias) } : layer))
  const params = own.reduce((sum, { size }) => sum + size, 0)
  return { network: { layers: moved, tensors: own, params, inputs, outputs: unitsAfter(layers.at(-1), inputs) }, offset }
}

function unitsAfter(layer: Layer | undefined, inputs: number): number {
  switch (layer?.kind) {
    case undefined:
      return inputs
    case 'dense':
      return layer.outputs
    case 'conv':
      return layer.height * layer.width * layer.filters
    case 'pool':
      return Math.floor(layer.height / 2) * Math.floor(layer.width / 2) * layer.channels
    case 'activation':
    case 'dropout':
      return layer.units
  }
}
