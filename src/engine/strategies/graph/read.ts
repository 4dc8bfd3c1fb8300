// A graph from two plain tables: who knows whom, and which side each took.

export interface Graph {
  readonly nodes: number
  /** Pairs of nodes, numbered from 0. */
  readonly edges: Uint16Array
  /** The side of each node, [nodes]. */
  readonly side: Uint8Array
}

/** @throws Error when a line is not two whole numbers, or an edge names a node that is not there. */
export function readGraph(nodeFile: Uint8Array, edgeFile: Uint8Array): Graph {
  const nodes = pairsOf(nodeFile)
  const side = new Uint8Array(nodes.length)
  nodes.forEach(([node, value]) => (side[node] = value))
  const edges = pairsOf(edgeFile).flat()
  const stranger = edges.find((node) => node >= nodes.length)
  if (stranger !== undefined) throw new Error(`expected nodes below ${nodes.length}, got ${stranger}`)
  return { nodes: nodes.length, edges: Uint16Array.from(edges), side }
}

function pairsOf(bytes: Uint8Array): [number, number][] {
  const [, ...lines] = new TextDecoder().decode(bytes).trim().split(/\r?\n/)
  return lines.map((line, i) => {
    const [a = Number.NaN, b = Number.NaN, ...rest] = line.split(',').map(Number)
    if (![a, b].every((v) => Number.isInteger(v) && v >= 0) || rest.length > 0) throw new Error(`row ${i + 1}: expected two whole numbers, got ${line.slice(0, 40)}`)
    return [a, b]
  })
}

/** What a layer averages with: D^-1/2 (A + I) D^-1/2, [nodes, nodes], D the degrees with the loops that I adds. */
export function propagationOf({ nodes, edges }: Graph): Float64Array {
  const degree = degreesOf({ nodes, edges })
  const matrix = new Float64Array(nodes * nodes)
  const set = (a: number, b: number): void => {
    matrix[a * nodes + b] = 1 / Math.sqrt((degree[a] ?? 1) * (degree[b] ?? 1))
  }
  for (let node = 0; node < nodes; node++) set(node, node)
  for (let e = 0; e < edges.length; e += 2) {
    const [a = 0, b = 0] = [edges[e], edges[e + 1]]
    set(a, b)
    set(b, a)
  }
  return matrix
}

/** Friends of each node, itself among them. */
export function degreesOf({ nodes, edges }: Pick<Graph, 'nodes' | 'edges'>): Float64Array {
  const degree = new Float64Array(nodes).fill(1)
  edges.forEach((node) => (degree[node] = (degree[node] ?? 1) + 1))
  return degree
}
