// The text of a step's rule: stages of what goes across tensors, then the new states. How elements are visited, where arrays
// lie and how lanes add up is the kernel's (`Elements`).
import { fromNumber, readWgsl } from '../../../formula/wgsl.ts'
import type { Node } from '../../../formula/graph.ts'
import type { Layout } from './layout.ts'
import type { FusedRule } from './rule.ts'

/** One number for each parameter, by name: `s0` (theta), `s1`, … states, `g0`, … gradients, `p0`, … points. */
export interface Elements {
  /** Visits every element of a tensor; `at(array)` is the element's place, `mask` keeps padding out of a sum. */
  readonly each: (tensor: number, body: (at: (array: string) => string, mask: (value: string) => string) => readonly string[]) => string[]
  /** Makes `let sum_<name>` of the lanes' parts `<name>`. */
  readonly sums: (names: readonly string[]) => string[]
  /** After elements were written that others will read. */
  readonly settle: readonly string[]
  /**
   * Loss and gradient at a point: declares `loss<n>`, fills the array `g<n>`. At the first point also `norm_<tensor>`, the lanes'
   * parts of the gradient's squared norms: none where a weight is not finite, which `z > 0 ? z : 0` would hide.
   */
  readonly evaluate: (point: string, n: number) => string[]
}

export interface RuleText {
  /** The look at the drawn point: declares `loss0`, the squared norms `sum_norm_<tensor>`. */
  readonly look: readonly string[]
  /** From the look to the new states; declares `rate` where the device makes it. */
  readonly update: readonly string[]
  /** Names of arrays of one number for each parameter, states first. */
  readonly arrays: readonly string[]
}

export function ruleText(rule: FusedRule, layout: Layout, elements: Elements): RuleText {
  return new RuleWriter(rule, layout, elements).write()
}

class RuleWriter {
  private readonly rule: FusedRule
  private readonly layout: Layout
  private readonly elements: Elements
  /** Places of evaluated points: the number of their loss and gradient. */
  private readonly points = new Map<Node, number>()
  private readonly reduces = new Map<Node, string>()
  private readonly arrays: string[]

  constructor(rule: FusedRule, layout: Layout, elements: Elements) {
    this.rule = rule
    this.layout = layout
    this.elements = elements
    this.arrays = rule.states.map((_, i) => `s${i}`)
  }

  write(): RuleText {
    const look = [...this.evaluate(this.rule.step.shown), ...this.elements.sums(this.layout.tensors.map((_, k) => `norm_${k}`))]
    const update = this.rule.stages.flatMap((stage) => [
      ...stage.points.flatMap((point) => this.evaluate(point)),
      ...this.reductions(stage.reduces),
    ])
    update.push(...this.move())
    return { look, update, arrays: this.arrays }
  }

  private evaluate(point: Node): string[] {
    const n = this.points.size
    const state = this.rule.states.findIndex((s) => s.wide && s.symbol === point)
    const array = this.arrayOf(point, n)
    const lines = state >= 0 ? [] : [...this.everywhere((at, tensor) => this.elementLines([point], at, tensor, ([value]) => [`${at(array)} = ${value};`])), ...this.elements.settle]
    this.points.set(point, n)
    this.arrays.push(`g${n}`, ...(state >= 0 ? [] : [array]))
    return [...lines, ...this.elements.evaluate(array, n)]
  }

  /** Where a point's numbers are: a state's, or an array of its own. */
  private arrayOf(point: Node, n: number): string {
    const state = this.rule.states.findIndex((s) => s.wide && s.symbol === point)
    return state >= 0 ? `s${state}` : `p${n}`
  }

  private reductions(nodes: readonly Node[]): string[] {
    const wide = nodes.filter((n) => this.isWide(n))
    const named = wide.map((node, i) => ({ node, name: `r${this.reduces.size + i}` }))
    const parts = named.flatMap(({ node, name }) => this.layout.tensors.flatMap((_, k) => this.part(node, `${name}_${k}`, k)))
    const sums = named.length === 0 ? [] : this.elements.sums(named.flatMap(({ name }) => this.layout.tensors.map((_, k) => `${name}_${k}`)))
    const results = named.flatMap(({ node, name }) => this.result(node, name, (k) => `sum_${name}_${k}`))
    named.forEach(({ node, name }) => this.reduces.set(node, name))
    return [...parts, ...sums, ...results, ...nodes.filter((n) => !this.isWide(n)).flatMap((node) => this.ofNumbers(node))]
  }

  private isWide(node: Node): boolean {
    return node.args.some((a) => this.rule.tensors.has(a))
  }

  private part(node: Node, name: string, tensor: number): string[] {
    const body = (at: (array: string) => string, mask: (value: string) => string): string[] =>
      this.elementLines(node.args, at, tensor, ([a = '', b = a]) => [`${name} += ${mask(node.op === 'norm' || node.op === 'dot' ? `(${a}) * (${b})` : a)};`])
    return [`var ${name} = F(0.0);`, ...this.elements.each(tensor, body)]
  }

  /** `<name>of<tensor>` for each tensor, the same for all of them where it is a total. */
  private result(node: Node, name: string, sum: (tensor: number) => string): string[] {
    const total = this.layout.tensors.map((_, k) => sum(k)).join(' + ')
    return this.layout.tensors.map(({ size }, k) => {
      const value = node.op === 'norm' ? `sqrt(${sum(k)})` : node.op === 'mean' ? `${sum(k)} / F(${size}.0)` : node.op === 'total' ? total : sum(k)
      return `let ${name}of${k} = ${value};`
    })
  }

  /** A number is a tensor of one element. */
  private ofNumbers(node: Node): string[] {
    const name = `r${this.reduces.size}`
    const lines = this.layout.tensors.flatMap((_, k) => {
      const { statements, values } = this.read(node.args, (array) => array, k, `${name}_${k}_`)
      const [a = '', b = a] = values
      const value = node.op === 'norm' ? `abs(${a})` : node.op === 'dot' ? `(${a}) * (${b})` : a
      return [...statements, `let ${name}one${k} = ${value};`]
    })
    this.reduces.set(node, name)
    const one = (k: number): string => `${name}one${k}`
    const total = this.layout.tensors.map((_, k) => one(k)).join(' + ')
    return [...lines, ...this.layout.tensors.map((_, k) => `let ${name}of${k} = ${node.op === 'total' ? total : one(k)};`)]
  }

  /** New states. Numbers are moved after all elements, which read their old values. */
  private move(): string[] {
    const { states, step, hostRate } = this.rule
    const wide = states.flatMap((s, i) => (s.wide ? [{ next: s.next, name: `s${i}` }] : []))
    const narrow = states.flatMap((s, i) => (s.wide ? [] : [{ next: s.next, name: `s${i}` }]))
    const rate = hostRate ? [] : this.number(step.lr, 0, 'rate')
    const lines = this.everywhere((at, tensor) => this.elementLines(wide.map((w) => w.next), at, tensor, (values) => [
      ...values.map((value, i) => `let next${i} = ${value};`),
      ...wide.map(({ name }, i) => `${at(name)} = next${i};`),
    ]))
    const found = narrow.flatMap(({ next, name }) => this.layout.tensors.flatMap((_, k) => this.number(next, k, `${name}_next${k}`)))
    const moved = narrow.flatMap(({ name }) => this.layout.tensors.map((_, k) => `${name}[${k}] = ${name}_next${k};`))
    return [...rate, ...lines, ...found, ...moved, ...this.elements.settle]
  }

  private number(node: Node, tensor: number, name: string): string[] {
    const { statements, values } = this.read([node], (array) => array, tensor, `${name}_`)
    return [...statements, `let ${name} = ${values[0]};`]
  }

  private everywhere(lines: (at: (array: string) => string, tensor: number) => string[]): string[] {
    return this.layout.tensors.flatMap((_, k) => this.elements.each(k, (at) => lines(at, k)))
  }

  private elementLines(roots: readonly Node[], at: (array: string) => string, tensor: number, assign: (values: readonly string[]) => string[]): string[] {
    const { statements, values } = this.read(roots, at, tensor, 'e')
    return [...statements, ...assign(values)]
  }

  private read(roots: readonly Node[], at: (array: string) => string, tensor: number, prefix: string): { statements: readonly string[]; values: readonly string[] } {
    const { rule } = this
    const known = new Map<Node, string>()
    rule.columns.forEach((node, i) => known.set(node, fromNumber(node, `c${i}`)))
    rule.timed.forEach((node, i) => known.set(node, fromNumber(node, `h${i}`)))
    for (const [node, name] of this.reduces) known.set(node, `${name}of${tensor}`)
    const { graph } = rule.step
    for (const [point, n] of this.points) known.set(graph.make('grad', point), at(`g${n}`))
    const own = this.points.get(rule.theta)
    if (own !== undefined) known.set(graph.make('loss'), `loss${own}`)
    return readWgsl(roots, (name) => this.symbol(name, at, tensor), known, prefix)
  }

  private symbol(name: string, at: (array: string) => string, tensor: number): string {
    const { spec } = this.layout.tensors[tensor] ?? {}
    if (name === 'tensor:matrix') return `F(${Number(spec?.matrix ?? 0)}.0)`
    if (name === 'tensor:fan_in') return `F(${spec?.fanIn ?? 0}.0)`
    if (name === 'tensor:fan_out') return `F(${spec?.fanOut ?? 0}.0)`
    const state = this.rule.states.findIndex((s) => s.symbol.name === name)
    if (state < 0) throw new Error(`the fused trainer has no value for ${name}`)
    return this.rule.states[state]?.wide ? at(`s${state}`) : `s${state}[${tensor}]`
  }
}
