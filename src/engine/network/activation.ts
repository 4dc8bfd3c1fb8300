// An activation: its text as graph nodes, which the tfjs reading uses too, and as float64 over arrays.
import { differentiate } from '../../formula/differentiate.ts'
import { Graph } from '../../formula/graph.ts'
import type { Node } from '../../formula/graph.ts'
import { buildFunction } from '../../formula/program.ts'
import { ColumnTape } from './column-tape.ts'

export interface ActivationProgram {
  /** Of the symbol `z`. */
  readonly value: Node
  /** d value / d z */
  readonly slope: Node
  /** Element by element, over all of `z`; `out` may be `z`. */
  readonly run: (z: Float64Array, out: Float64Array) => void
  readonly slopes: (z: Float64Array, out: Float64Array) => void
  /** Both at once, for about the price of one. */
  readonly both: (z: Float64Array, out: Float64Array, slopes: Float64Array) => void
}

/** @throws FormulaError with line, column and cure. */
export function compileActivation(formula: string): ActivationProgram {
  const graph = new Graph()
  const z = graph.sym('z')
  const value = buildFunction(graph, formula, { names: new Map([['z', z]]), functions: new Map() })
  const slope = differentiate(graph, value, z)
  const [values, slopes, both] = [new ColumnTape([value], ['z']), new ColumnTape([slope], ['z']), new ColumnTape([value, slope], ['z'])]
  return {
    value,
    slope,
    run: (given, out) => values.run(given.length, [given], [out]),
    slopes: (given, out) => slopes.run(given.length, [given], [out]),
    both: (given, out, outSlopes) => both.run(given.length, [given], [out, outSlopes]),
  }
}
