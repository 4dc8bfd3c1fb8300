// One step of learning laid open: what flows forward through a network, and how the loss's derivative flows back.
import { functionToTex, symbolToTex } from '../../../formula/tex.ts'
import type { Layer, Network } from '../../../catalog/network-types.ts'
import type { BackpropAnswer } from '../../../protocol/network-messages.ts'
import type { LossText } from '../../../scenario/network/plan-types.ts'
import type { Batch, NetworkProblem } from '../contract.ts'
import { ReferenceNetwork } from '../reference-network.ts'

type Nodes = BackpropAnswer['nodes']

export interface BackpropTask extends Pick<NetworkProblem, 'network' | 'loss' | 'penalty'> {
  /** Whose program `loss` is, for the formula. */
  readonly text: Pick<LossText, 'kind' | 'formula'>
}

/**
 * Of one row, or of a batch: values are then the rows' means, and gradients those by a change of all rows at once (the sum
 * over rows of the mean loss's derivatives). One run's parameters, [params]. The loss is the one trained on, penalties included.
 */
export function backpropOf({ network, loss, penalty, text }: BackpropTask, params: Float64Array, batch: Batch): Omit<BackpropAnswer, 'entry'> {
  // A first layer that changes nothing: its outputs are the inputs, and their derivatives are asked for like all others.
  const opened: Network = { ...network, layers: [{ kind: 'activation', formula: 'z', units: network.inputs }, ...network.layers] }
  const reference = new ReferenceNetwork(opened, loss, penalty)
  const gradient = new Float64Array(network.params)
  const total = reference.lossAndGradient(params, batch, gradient)
  const slopes = reference.layerSlopes(batch.count)
  const values = reference.layerValues(params, batch, batch.masks)
  const nodes = named(network).map(({ name, formula }, i) => ({
    name,
    formula,
    value: overRows(values[i] ?? gradient, batch.count, 1 / batch.count),
    gradient: overRows(slopes[i] ?? gradient, batch.count, 1),
  }))
  const end = { name: 'loss', formula: lossToTex(text, lastSymbol(network), penalty), value: Float64Array.of(total), gradient: Float64Array.of(1) }
  return {
    nodes: [...nodes, end],
    tensors: network.tensors.map(({ name, shape, offset, size }) => ({
      name, shape, value: params.slice(offset, offset + size), gradient: gradient.slice(offset, offset + size),
    })),
    input: overRows(values[0] ?? gradient, batch.count, 1 / batch.count),
    target: overRows(batch.targets.subarray(0, batch.count * network.outputs), batch.count, 1 / batch.count),
    loss: total,
  }
}

/** [rows, units] -> [units]: the sum over rows, times `scale`. */
function overRows(values: Float64Array, rows: number, scale: number): Float64Array {
  const sum = new Float64Array(values.length / rows)
  values.forEach((value, i) => {
    const unit = i % sum.length
    sum[unit] = (sum[unit] as number) + value * scale
  })
  return sum
}

type Named = Pick<Nodes[number], 'name' | 'formula'> & { readonly symbol: string }

const lastSymbol = (network: Network): string => named(network).at(-1)?.symbol ?? 'x'

/** The input and every layer. Letters: z after a kernel, a after an activation, p after pooling, d after dropout, numbered as the kernels are. */
function named(network: Network): Named[] {
  const nodes: Named[] = [{ name: 'input', formula: 'x', symbol: 'x' }]
  let kernels = 0
  network.layers.forEach((layer, i) => {
    const from = nodes.at(-1)?.symbol ?? 'x'
    if (layer.kind === 'dense' || layer.kind === 'conv') kernels++
    const symbol = `${letters[layer.kind]}_${kernels}`
    const name = i === network.layers.length - 1 ? 'output' : symbol.replace('_', '')
    nodes.push({ name, symbol, formula: layerToTex(layer, network, from, symbol) })
  })
  return nodes
}

const letters: Readonly<Record<Layer['kind'], string>> = { dense: 'z', conv: 'z', activation: 'a', pool: 'p', dropout: 'd' }

function layerToTex(layer: Layer, { tensors }: Network, from: string, to: string): string {
  const [x, y] = [symbolToTex(from), symbolToTex(to)]
  const tensor = (index: number): string => symbolToTex(tensors[index]?.name ?? '')
  switch (layer.kind) {
    case 'dense':
    case 'conv': {
      const product = `${x} ${layer.kind === 'conv' ? '* ' : ''}${tensor(layer.kernel)}`
      return `${y} = ${product}${layer.bias === null ? '' : ` + ${tensor(layer.bias)}`}`
    }
    case 'activation':
      return functionToTex(renamed(layer.formula, ['z'], from), y).join(',\\quad ')
    case 'pool':
      return `${y} = \\operatorname{maxpool}_{2 \\times 2}(${x})`
    case 'dropout':
      return `${y} = m \\odot ${x},\\quad m \\in \\{0, \\tfrac{1}{1 - ${layer.rate}}\\}`
  }
}

/** The formula of one element, then how elements come together. */
function lossToTex({ kind, formula }: BackpropTask['text'], outputs: string, { l1, l2 }: NetworkProblem['penalty']): string {
  const pointwise = kind === 'pointwise'
  const elements = functionToTex(pointwise ? renamed(formula, ['p', 'z'], outputs) : formula, '\\ell')
  const mean = pointwise ? 'L = \\frac{1}{n\\,k} \\sum \\ell' : 'L = \\frac{1}{n} \\sum \\ell'
  const penalties = `${l1 === 0 ? '' : ` + ${l1} \\sum |w|`}${l2 === 0 ? '' : ` + \\tfrac{1}{2} \\cdot ${l2} \\sum w^{2}`}`
  const logs = pointwise ? [] : [`l = \\ln \\operatorname{softmax}(${symbolToTex(outputs)})`]
  return [...logs, ...elements, `${mean}${penalties}`].join(',\\quad ')
}

/** The same text with other letters, whole words only. */
const renamed = (text: string, names: readonly string[], to: string): string => text.replaceAll(new RegExp(`\\b(${names.join('|')})\\b`, 'g'), to)
