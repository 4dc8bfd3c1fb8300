// A text of assignments -> what it assigns, and which of its names are slots (state that lives from step to step).
import type { Graph, Node } from './graph.ts'
import { FormulaError } from './error.ts'
import { buildLine, reservedNames } from './parse.ts'
import type { Scope, ScopeFunction } from './parse.ts'
import { parseLines } from './syntax.ts'
import type { Line } from './syntax.ts'

export interface ProgramContext {
  /** What must be assigned last: `theta`, `lr`, `g`, `shown`. */
  readonly result: string
  /** Given names. Those in `assignable` may be overwritten (`g = g + …`), the others may not. */
  readonly names: ReadonlyMap<string, Node>
  readonly assignable: ReadonlySet<string>
  readonly functions: ReadonlyMap<string, ScopeFunction>
  /** The symbol of a slot. */
  readonly slot: (name: string) => Node
  /** Start values as text, and the names they may use. */
  readonly init: Readonly<Record<string, string>>
  readonly initNames: ReadonlyMap<string, Node>
}

export interface Slot {
  readonly name: string
  readonly symbol: Node
  readonly start: Node
  readonly next: Node
}

export interface Program {
  /** Every assigned name with its last value, in order of first assignment. */
  readonly assigned: ReadonlyMap<string, Node>
  readonly slots: readonly Slot[]
  readonly result: Node
}

/** @throws FormulaError with line, column and cure. */
export function buildProgram(graph: Graph, text: string, context: ProgramContext): Program {
  const lines = named(parseLines(text), context)
  const assignedNames = new Set(lines.map((l) => l.name))
  const env = new Map(context.names)
  const read = new Set<string>()
  for (const name of assignedNames) if (!env.has(name)) env.set(name, context.slot(name))
  const assigned = new Map<string, Node>()
  for (const line of lines) {
    checkAssignable(line, context)
    const value = buildLine(graph, line, { names: env, functions: context.functions })
    env.set(line.name, value)
    assigned.set(line.name, value)
  }
  for (const node of reachable([...assigned.values()])) if (node.op === 'sym') read.add(node.name)
  const result = assigned.get(context.result)
  if (!result) throw missingResult(lines, context.result)
  return { assigned, slots: slotsOf(graph, assigned, read, context), result }
}

/** A function of given names: helper assignments, then an expression (or `f = …`). @throws FormulaError */
export function buildFunction(graph: Graph, text: string, scope: Scope): Node {
  const lines = parseLines(text)
  const names = new Map(scope.names)
  let value: Node | null = null
  for (const [index, line] of lines.entries()) {
    if (line.name === null && index < lines.length - 1) {
      throw new FormulaError('only the last line may be a bare expression: write name = …', line.line, line.start)
    }
    if (line.name !== null) refuseTaken(line.name, line, scope)
    value = buildLine(graph, line, { names, functions: scope.functions })
    if (line.name !== null) names.set(line.name, value)
  }
  if (!value) throw new FormulaError('the formula is empty', 1, 1)
  return value
}

type NamedLine = Line & { readonly name: string }

/** A single bare expression stands for `result = expression`. */
function named(lines: readonly Line[], context: ProgramContext): NamedLine[] {
  return lines.map((line) => {
    if (line.name !== null) return { ...line, name: line.name }
    if (lines.length === 1) return { ...line, name: context.result }
    throw new FormulaError(`expected an assignment such as ${context.result} = …`, line.line, line.column)
  })
}

function checkAssignable(line: NamedLine, context: ProgramContext): void {
  if (line.name !== context.result && !context.assignable.has(line.name)) refuseTaken(line.name, line, context)
}

function refuseTaken(name: string, line: Line, { names, functions }: Scope): void {
  if (names.has(name)) throw new FormulaError(`${name} is given and cannot be assigned: use another name`, line.line, line.start)
  if (reservedNames.has(name) || functions.has(name)) {
    throw new FormulaError(`${name} has a meaning of its own: use another name`, line.line, line.start)
  }
}

function missingResult(lines: readonly NamedLine[], result: string): FormulaError {
  const last = lines[lines.length - 1]
  return new FormulaError(`the rule must end by assigning ${result}: add a line ${result} = …`, last?.line ?? 1, 1)
}

function slotsOf(graph: Graph, assigned: ReadonlyMap<string, Node>, read: ReadonlySet<string>, context: ProgramContext): Slot[] {
  const slots: Slot[] = []
  for (const [name, next] of assigned) {
    if (context.names.has(name)) continue
    const symbol = context.slot(name)
    if (!read.has(symbol.name)) continue
    slots.push({ name, symbol, next, start: startOf(graph, name, context) })
  }
  return slots
}

function startOf(graph: Graph, name: string, context: ProgramContext): Node {
  const text = Object.hasOwn(context.init, name) ? context.init[name] : undefined
  if (text === undefined) return graph.const(0)
  try {
    const [line, ...more] = parseLines(text)
    if (!line || line.name !== null || more.length > 0) throw new FormulaError('expected one expression', 1, 1)
    return buildLine(graph, line, { names: context.initNames, functions: new Map() })
  } catch (error) {
    throw error instanceof FormulaError ? new FormulaError(`start value of ${name}: ${error.reason}`, error.line, error.column) : error
  }
}

function reachable(roots: readonly Node[]): Set<Node> {
  const seen = new Set<Node>()
  const stack = [...roots]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node)) continue
    seen.add(node)
    stack.push(...node.args)
  }
  return seen
}
