// What a fused kernel is handed instead of computing it in float32: everything that depends on hyper-parameters and time
// alone is worked out on the host in float64, once for each distinct combination of the hyper-parameters it depends on.
//
//   uniform   the same at every step and for every run          one number
//   column    the same at every step                            [runs]
//   table     changes with time, few distinct combinations      [steps][combinations], and an index per run
//   device    changes with time, too many combinations: left to the kernel, from parts that are one of the above
//
// So 1 - beta2^t keeps its digits up to any step, a sweep over 512 rates and 512 betas needs two small tables, and nothing
// is as large as runs times steps.
import { topological } from '../../formula/graph.ts'
import type { Node } from '../../formula/graph.ts'
import type { PlaneProgram, PlaneState } from '../../formula/plane.ts'
import { Tape } from '../../formula/reference.ts'
import { hostNodes } from '../../formula/shape.ts'

/** More combinations than this, and the kernel computes the value itself. */
const maxCombinations = 1024
/** Different sets of varying hyper-parameters that tables may depend on; values of further sets are left to the kernel. */
export const maxTableSets = 8

export interface HostClasses {
  readonly uniforms: readonly Node[]
  readonly columns: readonly Node[]
  readonly tables: readonly TableSet[]
  /** States advanced by the kernel; the others live in the tables. */
  readonly deviceStates: readonly PlaneState[]
}

/** Table nodes that depend on the same varying columns, so share one index. */
export interface TableSet {
  readonly varying: readonly string[]
  readonly nodes: readonly Node[]
}

/** Nodes whose value at a step is the same for all runs: they come through a uniform array. */
export const sharedNodes = (host: HostClasses): readonly Node[] => host.tables.filter((t) => t.varying.length === 0).flatMap((t) => t.nodes)
export const varyingSets = (host: HostClasses): HostClasses['tables'] => host.tables.filter((t) => t.varying.length > 0)

type Class = 'uniform' | 'column' | 'table' | 'device'

/** @param columns every hyper-parameter column, [runs]. */
export function classifyHost(plane: PlaneProgram, roots: readonly Node[], columns: Readonly<Record<string, Float64Array>>): HostClasses {
  const varying = varyingColumns(columns)
  const combinations = combinationCounter(columns)
  const host = hostNodes([...roots, ...plane.states.map((s) => s.next)], slotsOf(plane))
  const facts = dependencies(plane, host, roots)
  const own = (node: Node): string[] => [...(facts.get(node)?.columns ?? [])].filter((c) => varying.has(c)).sort()
  const sets = tableSets([...facts].filter(([, f]) => f.timed).map(([node]) => own(node)), combinations)
  const classOf = (node: Node): Class => {
    const f = facts.get(node)
    if (!f) return 'device'
    const names = own(node)
    if (!f.timed) return names.length === 0 ? 'uniform' : 'column'
    return names.length === 0 || sets.has(names.join()) ? 'table' : 'device'
  }
  const deviceStates = plane.states.filter((s) => classOf(s.symbol) === 'device')
  const taken = frontier([...roots, ...deviceStates.map((s) => s.next)], classOf)
  const tables = new Map<string, { varying: string[]; nodes: Node[] }>()
  for (const node of taken.get('table') ?? []) {
    const names = own(node)
    const set = tables.get(names.join()) ?? { varying: names, nodes: [] }
    set.nodes.push(node)
    tables.set(names.join(), set)
  }
  return { uniforms: taken.get('uniform') ?? [], columns: taken.get('column') ?? [], tables: [...tables.values()], deviceStates }
}

/**
 * Which sets of varying columns get a table. Smaller sets come first, so that whatever a table's values depend on, such as a
 * running product, has a table as well.
 */
function tableSets(found: readonly (readonly string[])[], combinations: (names: readonly string[]) => number): ReadonlySet<string> {
  const sets = [...new Map(found.map((names) => [names.join(), names])).values()]
  const few = sets.filter((names) => names.length > 0 && combinations(names) <= maxCombinations)
  return new Set(few.toSorted((a, b) => a.length - b.length).slice(0, maxTableSets).map((names) => names.join()))
}

/** States other than theta, which starts from itself and so would pass for a value of time alone. */
export const slotsOf = (plane: PlaneProgram): readonly PlaneState[] => plane.states.filter((s) => s.name !== 'x' && s.name !== 'y')

/** Symbols of the columns that are not the same for all runs. */
export function varyingColumns(columns: Readonly<Record<string, Float64Array>>): ReadonlySet<string> {
  return new Set(Object.entries(columns).filter(([, values]) => !isUniform(values)).map(([name]) => `column:${name}`))
}

/** A plain loop: with `every` this was most of a classification's time. */
function isUniform(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false
  return true
}

/** Index of each run's combination of the named columns, and one run that has it. Stops looking beyond `limit` combinations. */
function combine(columns: Readonly<Record<string, Float64Array>>, names: readonly string[], runs: number, limit = Infinity): { index: Uint32Array; examples: number[] } {
  const arrays = names.map((n) => columns[n.replace('column:', '')] ?? new Float64Array(runs))
  const seen = new Map<string, number>()
  const examples: number[] = []
  const index = new Uint32Array(runs)
  if (names.length === 0) return { index, examples: [0] }
  for (let run = 0; run < runs && examples.length <= limit; run++) {
    const key = arrays.length === 1 ? String(arrays[0]?.[run]) : arrays.map((a) => a[run]).join()
    let at = seen.get(key)
    if (at === undefined) {
      at = examples.length
      seen.set(key, at)
      examples.push(run)
    }
    index[run] = at
  }
  return { index, examples }
}

function combinationCounter(columns: Readonly<Record<string, Float64Array>>): (names: readonly string[]) => number {
  const runs = Object.values(columns)[0]?.length ?? 0
  const known = new Map<string, number>()
  return (names) => {
    const key = names.join()
    const count = known.get(key) ?? combine(columns, names, runs, maxCombinations).examples.length
    known.set(key, count)
    return count
  }
}

interface Facts {
  readonly columns: Set<string>
  timed: boolean
}

/** For each host node, the columns it depends on and whether it changes with time; through host states too (fixed point). */
function dependencies(plane: PlaneProgram, host: ReadonlySet<Node>, roots: readonly Node[]): Map<Node, Facts> {
  const order = topological([...roots, ...plane.states.flatMap((s) => [s.symbol, s.start, s.next])]).filter((n) => host.has(n))
  const facts = new Map<Node, Facts>(order.map((n) => [n, { columns: new Set(n.op === 'sym' && n.name.startsWith('column:') ? [n.name] : []), timed: n.name === 't' && n.op === 'sym' }]))
  for (const s of plane.states) {
    const f = facts.get(s.symbol)
    if (f) f.timed = true
  }
  for (let before = -1, now = 0; before !== now; ) {
    before = now
    for (const n of order) for (const a of n.args) absorb(facts.get(n), facts.get(a))
    for (const s of plane.states) for (const a of [s.next, s.start]) absorb(facts.get(s.symbol), facts.get(a))
    now = [...facts.values()].reduce((sum, f) => sum + f.columns.size + (f.timed ? 1 : 0), 0)
  }
  return facts
}

function absorb(into: Facts | undefined, from: Facts | undefined): void {
  if (!into || !from) return
  for (const c of from.columns) into.columns.add(c)
  into.timed ||= from.timed
}

/** Host nodes that kernel code reads directly: the walk from the roots stops at them. Constants stay literals. */
function frontier(roots: readonly Node[], classOf: (node: Node) => Class): Map<Class, Node[]> {
  const taken = new Map<Class, Node[]>()
  const seen = new Set<Node>()
  const stack = [...roots].reverse()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (seen.has(node) || node.op === 'const') continue
    seen.add(node)
    const c = classOf(node)
    if (c === 'device' || (node.op === 'sym' && node.name === 't')) stack.push(...node.args.toReversed())
    else taken.set(c, [...(taken.get(c) ?? []), node])
  }
  return taken
}

/** Float64 values of nodes that do not change with time, [runs] each; `T` is the horizon. */
export function timeless(nodes: readonly Node[], columns: Readonly<Record<string, Float64Array>>, runs: number, horizon: number): Float64Array[] {
  const block = new Tape(nodes).block(runs)
  for (const [name, values] of Object.entries(columns)) block.input(`column:${name}`)?.set(values.subarray(0, runs))
  block.input('T')?.fill(horizon)
  block.run()
  return block.outputs.map((o) => o.slice())
}

/** Walks one table set through time; the next steps come as [count / 4][nodes][combinations][4]. */
export class TableWalker {
  readonly index: Uint32Array
  readonly combinations: number
  /** Numbers a step: nodes times combinations. */
  readonly width: number
  private readonly set: TableSet
  private readonly tape: ReturnType<Tape['block']>
  private readonly kept: readonly PlaneState[]
  private t = 0

  constructor(set: TableSet, plane: PlaneProgram, deviceStates: readonly PlaneState[], columns: Readonly<Record<string, Float64Array>>, runs: number, horizon: number) {
    const { index, examples } = combine(columns, set.varying, runs)
    this.set = set
    this.index = index
    this.combinations = examples.length
    this.width = set.nodes.length * examples.length
    const needed = new Set(topological(set.nodes))
    for (let before = -1; before !== needed.size; ) {
      before = needed.size
      for (const s of plane.states) if (needed.has(s.symbol)) for (const n of topological([s.next, s.start])) needed.add(n)
    }
    this.kept = plane.states.filter((s) => needed.has(s.symbol) && !deviceStates.includes(s))
    this.tape = new Tape([...set.nodes, ...this.kept.map((s) => s.next)]).block(examples.length)
    const start = new Tape(this.kept.map((s) => s.start)).block(examples.length)
    for (const block of [this.tape, start]) {
      for (const [name, values] of Object.entries(columns)) block.input(`column:${name}`)?.set(examples.map((run) => values[run] ?? Number.NaN))
      block.input('T')?.fill(horizon)
    }
    start.run()
    this.kept.forEach((s, i) => this.tape.input(s.symbol.name)?.set(start.outputs[i] ?? []))
  }

  /** Writes `count` steps; `stride` and `offset` count groups of four. */
  rows(count: number, into: Float32Array, stride: number, offset: number): void {
    const { nodes } = this.set
    const { combinations } = this
    for (let i = 0; i < count; i++) {
      this.t++
      this.tape.input('t')?.fill(this.t)
      this.tape.run()
      const row = (i >> 2) * stride + offset
      for (let n = 0; n < nodes.length; n++) {
        const values = this.tape.outputs[n]
        for (let c = 0; c < combinations; c++) into[4 * (row + n * combinations + c) + (i & 3)] = values?.[c] ?? Number.NaN
      }
      const next = this.kept.map((_, s) => this.tape.outputs[nodes.length + s]?.slice() ?? [])
      this.kept.forEach((s, k) => this.tape.input(s.symbol.name)?.set(next[k] ?? []))
    }
  }
}
