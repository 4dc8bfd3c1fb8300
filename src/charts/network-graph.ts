// A small network as a drawing: layers as columns of units from input to loss, and what joins them. Pure: places and numbers,
// no colours.

/** More units than this in one column cannot be told apart, and the network is told in a table. */
const mostUnits = 16

interface Node {
  readonly name: string
  /** Forward values, and the derivative of the loss by each of them: [units]. */
  readonly value: Float64Array
  readonly gradient: Float64Array
}

interface Tensor extends Node {
  readonly shape: readonly number[]
}

/** One step laid open, from input to loss. */
export interface OpenStep {
  readonly nodes: readonly Node[]
  readonly tensors: readonly Tensor[]
}

export interface GraphUnit {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly value: number
  readonly gradient: number
  /** -1 to 1 within the unit's layer. */
  readonly valuePart: number
  readonly gradientPart: number
}

export interface GraphEdge {
  readonly name: string
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  /** NaN where nothing is multiplied: an activation takes its unit as it is. */
  readonly weight: number
  readonly gradient: number
  readonly weightPart: number
  readonly gradientPart: number
}

export interface NetworkGraph {
  readonly width: number
  readonly height: number
  readonly columns: readonly { readonly name: string; readonly x: number; readonly units: readonly GraphUnit[] }[]
  readonly edges: readonly GraphEdge[]
}


export function isSmall({ nodes }: Pick<OpenStep, 'nodes'>): boolean {
  return nodes.length <= 14 && nodes.every(({ value }) => value.length <= mostUnits)
}

const spacing = { x: 104, y: 46, top: 40, side: 40 } as const

export function networkGraph({ nodes, tensors }: OpenStep): NetworkGraph {
  const tallest = Math.max(1, ...nodes.map(({ value }) => value.length))
  const height = spacing.top + tallest * spacing.y
  const columns = nodes.map((node, i) => ({ name: node.name, x: spacing.side + i * spacing.x, units: unitsOf(node, spacing.side + i * spacing.x, height) }))
  const kernels = tensors.filter(({ shape }) => shape.length === 2)
  const edges: GraphEdge[] = []
  let used = 0
  for (let i = 1; i < nodes.length; i += 1) {
    const [from, to] = [columns[i - 1]?.units ?? [], columns[i]?.units ?? []]
    const kernel = kernels[used]
    const fits = kernel !== undefined && kernel.shape[0] === from.length && kernel.shape[1] === to.length && !isActivation(nodes[i], nodes[i - 1])
    if (fits) used += 1
    edges.push(...(fits ? kernelEdges(kernel, from, to) : plainEdges(from, to)))
  }
  return { width: 2 * spacing.side + (nodes.length - 1) * spacing.x, height, columns, edges }
}

/** Layers after a kernel are named a, d or p with its number; a kernel's own is z with the next. */
function isActivation(node: Node | undefined, before: Node | undefined): boolean {
  return node === undefined || before === undefined || /^[adp]\d/.test(node.name) || node.name === 'loss'
}

function unitsOf({ name, value, gradient }: Node, x: number, height: number): readonly GraphUnit[] {
  const [values, gradients] = [largest(value), largest(gradient)]
  const top = spacing.top + (height - spacing.top - value.length * spacing.y) / 2
  return Array.from(value, (one, i) => ({
    name: value.length === 1 ? name : `${name}[${i}]`,
    x,
    y: top + (i + 0.5) * spacing.y - 6,
    value: one,
    gradient: gradient[i] ?? Number.NaN,
    valuePart: one / values,
    gradientPart: (gradient[i] ?? Number.NaN) / gradients,
  }))
}

function kernelEdges({ name, value, gradient }: Tensor, from: readonly GraphUnit[], to: readonly GraphUnit[]): readonly GraphEdge[] {
  const [values, gradients] = [largest(value), largest(gradient)]
  return from.flatMap((a, row) =>
    to.map((b, column) => {
      const at = row * to.length + column
      const [weight, slope] = [value[at] ?? Number.NaN, gradient[at] ?? Number.NaN]
      return { name: `${name}[${row},${column}]`, x1: a.x, y1: a.y, x2: b.x, y2: b.y, weight, gradient: slope, weightPart: weight / values, gradientPart: slope / gradients }
    }),
  )
}

function plainEdges(from: readonly GraphUnit[], to: readonly GraphUnit[]): readonly GraphEdge[] {
  return from.flatMap((a, i) => {
    const b = to.length === from.length ? to[i] : to.length === 1 ? to[0] : undefined
    if (b === undefined) return []
    return [{ name: '', x1: a.x, y1: a.y, x2: b.x, y2: b.y, weight: Number.NaN, gradient: Number.NaN, weightPart: Number.NaN, gradientPart: Number.NaN }]
  })
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0) || 1
}

export interface LayerSummary {
  readonly name: string
  readonly units: number
  /** Root mean squares. */
  readonly value: number
  readonly gradient: number
  /** Share of the units that are exactly 0: dead for this row. */
  readonly zeros: number
}

export function layerSummaries({ nodes }: Pick<OpenStep, 'nodes'>): readonly LayerSummary[] {
  return nodes.map(({ name, value, gradient }) => ({
    name,
    units: value.length,
    value: rootMeanSquare(value),
    gradient: rootMeanSquare(gradient),
    zeros: value.reduce((count, one) => count + Number(one === 0), 0) / Math.max(1, value.length),
  }))
}

function rootMeanSquare(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length))
}

/** First layer's gradient by the last's before the loss: far below 1 it fades, far above it explodes. Null where there is none. */
export function gradientRatio(layers: readonly LayerSummary[]): number | null {
  const hidden = layers.slice(1, -1)
  const [first, last] = [hidden[0], hidden.at(-1)]
  return first === undefined || last === undefined || first === last || !(last.gradient > 0) ? null : first.gradient / last.gradient
}
