// What is known about a landscape's lowest points: derived from its definition, so that no value is written down twice.
import { Graph } from '../../formula/graph.ts'
import type { Node } from '../../formula/graph.ts'
import { buildFunction } from '../../formula/program.ts'
import { evaluate } from '../../formula/reference.ts'
import type { Landscape, Point } from '../types.ts'

export interface KnownMinimum {
  readonly points: readonly Point[]
  readonly value: number
}

/**
 * The global minima inside the drawn box and the loss there; null where there is none, or none is known for these
 * constants. Constants that are left out have their defaults.
 */
export function knownMinimum(landscape: Landscape, constants: Readonly<Record<string, number>> = {}): KnownMinimum | null {
  const values = Object.fromEntries(landscape.constants.map((c) => [c.name, constants[c.name] ?? c.default]))
  const points = knownPoints(landscape, values)
  if (!points || points.length === 0) return null
  const loss = expression(landscape.formula, ['x', 'y', ...Object.keys(values)])
  return { points, value: Math.min(...points.map(([x, y]) => evaluate(loss, { ...values, x, y }))) }
}

function knownPoints(landscape: Landscape, values: Readonly<Record<string, number>>): readonly Point[] | null {
  if (landscape.constants.every((c) => values[c.name] === c.default)) return landscape.minima
  const names = Object.keys(values)
  return landscape.minimaFormulas?.map(([x, y]) => [evaluate(expression(x, names), values), evaluate(expression(y, names), values)]) ?? null
}

function expression(text: string, names: readonly string[]): Node {
  const graph = new Graph()
  return buildFunction(graph, text, { names: new Map(names.map((n) => [n, graph.sym(n)])), functions: new Map() })
}
