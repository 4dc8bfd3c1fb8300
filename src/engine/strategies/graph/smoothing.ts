// Over-smoothing in a number. Averaging with D^-1/2 (A + I) D^-1/2 again and again draws every column towards one vector,
// sqrt(degree), which says nothing but how many friends a member has (Oono & Suzuki 2020): what is left beside it counts.
import { degreesOf } from './read.ts'
import type { Graph } from './read.ts'

/** Length of raw outputs beside that vector, by their whole length: 1 all tells members apart, 0 nothing does. */
export function spreadOf(graph: Graph, layers: readonly Float64Array[]): number {
  return spread(layers.at(-1) ?? new Float64Array(0), graph)
}

/** The same of the averaging alone, `times` over, without weights or bends. */
export function alone(graph: Graph, propagation: Float64Array, times: number): number {
  const { nodes } = graph
  let power = propagation
  for (let k = 1; k < times; k++) {
    const next = new Float64Array(nodes * nodes)
    for (let i = 0; i < nodes; i++) {
      for (let m = 0; m < nodes; m++) {
        const value = propagation[i * nodes + m] ?? 0
        if (value !== 0) for (let j = 0; j < nodes; j++) next[i * nodes + j] = (next[i * nodes + j] ?? 0) + value * (power[m * nodes + j] ?? 0)
      }
    }
    power = next
  }
  return spread(power, graph)
}

/** Of [nodes, columns]. Values that are all 0 tell nobody apart. */
function spread(values: Float64Array, graph: Graph): number {
  const degree = degreesOf(graph)
  const friends = degree.reduce((sum, d) => sum + d, 0)
  const columns = values.length / graph.nodes
  let [whole, along] = [0, 0]
  for (let j = 0; j < columns; j++) {
    let share = 0
    for (let i = 0; i < graph.nodes; i++) {
      const value = values[i * columns + j] ?? 0
      whole += value * value
      share += value * Math.sqrt((degree[i] ?? 0) / friends)
    }
    along += share * share
  }
  return whole > 0 ? Math.sqrt(Math.max(0, 1 - along / whole)) : 0
}
