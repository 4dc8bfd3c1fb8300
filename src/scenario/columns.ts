// Values of parameters as numbers for a formula: switches are 1 and 0, a choice is its place in the list, a null is what the parameter's own formula makes of it.
import type { Param } from '../catalog/types.ts'
import { Graph } from '../formula/graph.ts'
import type { Node } from '../formula/graph.ts'
import { buildFunction } from '../formula/program.ts'
import { evaluate } from '../formula/reference.ts'
import type { Values } from './values.ts'

/** @throws when a value is no number and nothing says which number stands for it: validation lets no such value through. */
export function numbersOf(params: readonly Param[], values: Values): Readonly<Record<string, number>> {
  const numbers: Record<string, number> = {}
  const open: Param[] = []
  for (const param of params) {
    const value = values[param.name] ?? null
    if (param.kind === 'choice') numbers[param.name] = param.choices.indexOf(typeof value === 'string' ? value : null)
    else if (typeof value === 'number' || typeof value === 'boolean') numbers[param.name] = Number(value)
    else open.push(param)
  }
  // In order of declaration: a formula may speak of a null before it, which by then has its number.
  for (const param of open) {
    if (param.kind !== 'number' || param.whenNull === undefined) throw new Error(`${param.name}: expected a number, got ${String(values[param.name])}`)
    numbers[param.name] = evaluate(formulaOf(param.whenNull, Object.keys(numbers)), numbers)
  }
  return numbers
}

const compiled = new Map<string, Node>()

function formulaOf(text: string, names: readonly string[]): Node {
  const key = JSON.stringify([text, names])
  const known = compiled.get(key)
  if (known) return known
  const graph = new Graph()
  const node = buildFunction(graph, text, { names: new Map(names.map((n) => [n, graph.sym(n)])), functions: new Map() })
  compiled.set(key, node)
  return node
}

/** Rows of named numbers -> one column per name. Every row must have the names of the first. */
export function columnsOf(rows: readonly Readonly<Record<string, number>>[]): Record<string, Float64Array> {
  const names = Object.keys(rows[0] ?? {})
  const column = (name: string): Float64Array =>
    Float64Array.from(rows, (row) => {
      const value = row[name]
      if (value === undefined) throw new Error(`column ${name}: expected a value in every run of the group`)
      return value
    })
  return Object.fromEntries(names.map((name) => [name, column(name)]))
}
