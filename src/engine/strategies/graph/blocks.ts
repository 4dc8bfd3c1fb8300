// What the graph network shows: the club as it is coloured, its hidden space, accuracy by step and by depth.
import type { Label, Series } from '../../../protocol/strategy-messages.ts'
import { principalDirections } from '../../network/inspect/pca.ts'
import type { StrategyTools } from '../contract.ts'
import { line } from '../series.ts'
import type { Known } from './convolution.ts'
import type { layoutOf } from './layout.ts'
import type { Graph } from './read.ts'

/** By updates made. */
export interface Course {
  readonly accuracy: number[]
  readonly loss: number[]
}

/** Of one depth: one number for each repeat, and of the averaging alone. */
export interface DepthScore {
  readonly depth: number
  readonly accuracy: number[]
  readonly before: number[]
  readonly after: number[]
  readonly alone: number
}

interface State {
  readonly graph: Graph
  readonly known: Known
  readonly layout: ReturnType<typeof layoutOf>
  /** Values after each layer, [nodes, units]. */
  readonly layers: readonly Float64Array[]
  readonly course: Course
}

/** Share of the unknown members whose likelier side is theirs. */
export function accuracyOf(layers: readonly Float64Array[], { nodes, side }: Graph, known: Known): number {
  const outputs = layers.at(-1) ?? new Float64Array(0)
  let right = 0
  for (let node = 0; node < nodes; node++) {
    if (known.nodes.includes(node)) continue
    right += Number(Number((outputs[2 * node + 1] ?? 0) > (outputs[2 * node] ?? 0)) === side[node])
  }
  return right / (nodes - known.nodes.length)
}

export async function showState(tools: StrategyTools, { graph, known, layout, layers, course }: State): Promise<void> {
  const outputs = layers.at(-1) ?? new Float64Array(0)
  const value = Float64Array.from({ length: graph.nodes }, (_, i) => 1 / (1 + Math.exp((outputs[2 * i] ?? 0) - (outputs[2 * i + 1] ?? 0))))
  const rings = Uint8Array.from({ length: graph.nodes }, (_, i) => Number(known.nodes.includes(i)))
  await tools.show('graph', {
    kind: 'graph', title: { key: 'strategies.graph_network.graphTitle' }, x: layout.x.slice(), y: layout.y.slice(), value, truth: graph.side.slice(), known: rings, edges: graph.edges.slice(),
  })
  const steps = course.accuracy.map((_, k) => k)
  await tools.show('course', {
    kind: 'curves', title: { key: 'strategies.graph_network.courseTitle' }, x: { key: 'strategies.graph_network.step' }, y: { key: 'strategies.graph_network.accuracyAndLoss' },
    series: [line({ key: 'strategies.graph_network.accuracy' }, steps, course.accuracy), line({ key: 'strategies.graph_network.loss' }, steps, course.loss)],
  })
  // A single layer has no hidden space but its outputs.
  const hidden = layers.at(-2) ?? outputs
  await tools.show('hidden', {
    kind: 'curves', title: { key: 'strategies.graph_network.hiddenTitle' }, x: { key: 'strategies.graph_network.first' }, y: { key: 'strategies.graph_network.second' },
    series: hiddenSeries(hidden, graph, known),
  })
}

/** Members in the two directions in which they differ most, one series for each side and one for those who are known. */
function hiddenSeries(hidden: Float64Array, graph: Graph, known: Known): Series[] {
  const [x, y] = inTheirPlane(hidden, graph.nodes)
  const some = (name: Label, belongs: (node: number) => boolean): Series => {
    const nodes = Array.from({ length: graph.nodes }, (_, i) => i).filter(belongs).toSorted((a, b) => (x[a] ?? 0) - (x[b] ?? 0))
    return line(name, nodes.map((i) => x[i] ?? 0), nodes.map((i) => y[i] ?? 0), 'dots')
  }
  return [
    some({ key: 'strategies.graph_network.sideOfFirst' }, (i) => graph.side[i] === 0 && !known.nodes.includes(i)),
    some({ key: 'strategies.graph_network.sideOfLast' }, (i) => graph.side[i] === 1 && !known.nodes.includes(i)),
    some({ key: 'strategies.graph_network.knownMembers' }, (i) => known.nodes.includes(i)),
  ]
}

function inTheirPlane(hidden: Float64Array, nodes: number): readonly [readonly number[], readonly number[]] {
  const units = hidden.length / nodes
  const mean = Float64Array.from({ length: units }, (_, u) => {
    let sum = 0
    for (let i = 0; i < nodes; i++) sum += hidden[i * units + u] ?? 0
    return sum / nodes
  })
  const points = Array.from({ length: nodes }, (_, i) => Float64Array.from(mean, (m, u) => (hidden[i * units + u] ?? 0) - m))
  const along = (direction: Float64Array | undefined): number[] => {
    if (!direction) return points.map(() => 0)
    const values = points.map((p) => p.reduce((sum, v, u) => sum + v * (direction[u] ?? 0), 0))
    // A direction is as good as its opposite: the last member is on its right, or above.
    return (values.at(-1) ?? 0) < 0 ? values.map((v) => -v) : values
  }
  const [first, second] = principalDirections(points)
  return [along(first), along(second)]
}

export async function showDepths(tools: StrategyTools, scores: readonly DepthScore[]): Promise<void> {
  const depths = scores.map((s) => s.depth)
  const band = (name: Label, of: (score: DepthScore) => readonly number[]): Series => {
    const values = scores.map(of)
    return {
      ...line(name, depths, values.map(mean)),
      low: Float64Array.from(values, (v) => Math.min(...v)),
      high: Float64Array.from(values, (v) => Math.max(...v)),
    }
  }
  await tools.show('depth', {
    kind: 'curves', title: { key: 'strategies.graph_network.depthTitle' }, x: { key: 'strategies.graph_network.depth' }, y: { key: 'strategies.graph_network.share' },
    series: [
      band({ key: 'strategies.graph_network.accuracy' }, (s) => s.accuracy),
      band({ key: 'strategies.graph_network.spreadBefore' }, (s) => s.before),
      band({ key: 'strategies.graph_network.spreadAfter' }, (s) => s.after),
      line({ key: 'strategies.graph_network.spreadAlone' }, depths, scores.map((s) => s.alone), 'reference'),
    ],
  })
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length

export async function showClaims(tools: StrategyTools, { accuracy }: Course, scores: readonly DepthScore[]): Promise<void> {
  const found = accuracy.at(-1) ?? Number.NaN
  await tools.show('claim', { kind: 'claim', title: { key: 'strategies.graph_network.claim' }, found, against: 0.9, holds: found >= 0.9 })
  const [shallow, deep] = [mean(scores[0]?.before ?? []), mean(scores.at(-1)?.before ?? [])]
  await tools.show('smoothing', {
    kind: 'claim', title: { key: 'strategies.graph_network.smoothingClaim' }, found: deep, against: shallow / 2, holds: deep <= shallow / 2,
  })
}

export async function showMatrix(tools: StrategyTools, nodes: number, propagation: Float64Array): Promise<void> {
  await tools.show('propagation', { kind: 'matrix', title: { key: 'strategies.graph_network.matrixTitle' }, rows: nodes, columns: nodes, values: propagation.slice() })
}
