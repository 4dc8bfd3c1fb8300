// Where to draw the nodes of a graph: friends pull each other, all push each other apart (Fruchterman & Reingold 1991).
import { hash, stream, uniform } from '../../../formula/random.ts'
import type { Graph } from './read.ts'

const rounds = 400
/** Of forty tried, the one that ends with the fewest crossings; not the scenario's, so that the picture is always the same. */
const seed = 25

/** Places in the square from -1 to 1. */
export function layoutOf({ nodes, edges }: Graph): { readonly x: Float64Array; readonly y: Float64Array } {
  const start = (axis: number): Float64Array => Float64Array.from({ length: nodes }, (_, i) => 2 * uniform(hash(seed, stream.plane, 0, axis, i)) - 1)
  const [x, y] = [start(0), start(1)]
  const ideal = 2 / Math.sqrt(nodes)
  for (let round = 0; round < rounds; round++) moveAll(x, y, edges, ideal, 0.2 * (1 - round / rounds))
  return { x: fitted(x), y: fitted(y) }
}

/** One round: nobody moves further than `most`. */
function moveAll(x: Float64Array, y: Float64Array, edges: Uint16Array, ideal: number, most: number): void {
  const [fx, fy] = [new Float64Array(x.length), new Float64Array(x.length)]
  /** `force` of a distance, along the line from a to b; positive pulls. */
  const between = (a: number, b: number, force: (distance: number) => number): void => {
    const [dx, dy] = [(x[b] ?? 0) - (x[a] ?? 0), (y[b] ?? 0) - (y[a] ?? 0)]
    const distance = Math.max(1e-6, Math.hypot(dx, dy))
    const share = force(distance) / distance
    for (const [node, sign] of [[a, share], [b, -share]] as const) {
      fx[node] = (fx[node] ?? 0) + sign * dx
      fy[node] = (fy[node] ?? 0) + sign * dy
    }
  }
  for (let a = 0; a < x.length; a++) for (let b = 0; b < a; b++) between(a, b, (d) => -(ideal * ideal) / d)
  for (let e = 0; e < edges.length; e += 2) between(edges[e] ?? 0, edges[e + 1] ?? 0, (d) => (d * d) / ideal)
  for (let i = 0; i < x.length; i++) {
    const length = Math.max(1e-9, Math.hypot(fx[i] ?? 0, fy[i] ?? 0))
    const step = Math.min(length, most) / length
    x[i] = (x[i] ?? 0) + step * (fx[i] ?? 0)
    y[i] = (y[i] ?? 0) + step * (fy[i] ?? 0)
  }
}

function fitted(values: Float64Array): Float64Array {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return values.map((v) => (high > low ? (2 * (v - low)) / (high - low) - 1 : 0))
}
