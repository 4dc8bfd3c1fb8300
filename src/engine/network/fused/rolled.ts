// The trainer for graphics cards and for networks too large to write out: a workgroup is one run, its lanes share the units of all rows
// of a batch, then the parameters, with a barrier between a layer and the next. What a run works on lies in workgroup memory while
// it fits, hottest first; the rest lies in buffers.
import { activationText, lossText } from './pointwise.ts'
import type { FusedLimits } from './fused-network.ts'
import { rowOf, writeTrainer } from './kernel.ts'
import type { KernelSpec, KernelText, NetworkKernel } from './kernel.ts'
import { ruleText } from './rule-text.ts'
import type { Elements } from './rule-text.ts'

/** Sums of lanes made at a time. */
const sumsAtOnce = 8

export function rolledTrainer(spec: KernelSpec, limits: FusedLimits): NetworkKernel {
  const lanes = lanesFor(spec, limits)
  const known = new Map<number, KernelText>()
  return {
    forRows(rows) {
      const text = known.get(rows) ?? new RolledWriter(spec, lanes, rows, limits.workgroupBytes).write()
      known.set(rows, text)
      return text
    },
  }
}

/** On a software adapter lanes beyond four are taken in turns, at a price. */
const lanesFor = ({ problem }: KernelSpec, { software }: FusedLimits): number => (software ? 4 : problem.network.params > 2048 ? 256 : 64)

class RolledWriter {
  private readonly spec: KernelSpec
  private readonly lanes: number
  private readonly rows: number
  private free: number
  private scratch = 0
  private readonly declared: string[] = []
  private readonly places = new Map<string, (index: string) => string>()

  constructor(spec: KernelSpec, lanes: number, rows: number, workgroupBytes: number) {
    this.spec = spec
    this.lanes = lanes
    this.rows = rows
    this.free = Math.floor(workgroupBytes / 4) - sumsAtOnce * (lanes + 1) - 4
  }

  write(): KernelText {
    const { rule, layout } = this.spec
    const wide = rule.states.flatMap((s, i) => (s.wide ? [i] : []))
    this.placeLayers(wide)
    const text = ruleText(rule, layout, this.elements())
    const narrow = rule.states.flatMap((s, i) => (s.wide ? [] : [i]))
    const numbers = narrow.flatMap((s) => layout.tensors.map((_, k) => [`s${s}[${k}]`, `state[home + ${(layout.states[s] ?? 0) + k}u]`] as const))
    const copied = wide.filter((s) => this.declared.some((line) => line.includes(` s${s}:`)))
    const copies = copied.map((s) => [`s${s}[k]`, `state[home + ${layout.states[s]}u + k]`] as const)
    const all = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : [`for (var k = lane; k < ${layout.width}u; k += ${this.lanes}u) {`, ...lines, '}'])
    const code = writeTrainer(this.spec, {
      enable: '',
      lanes: this.lanes,
      declarations: [
        ...this.declared,
        ...narrow.map((s) => `var<private> s${s}: array<f32, ${layout.tensors.length}>;`),
        `var<workgroup> parts: array<f32, ${sumsAtOnce * this.lanes}>;`, `var<workgroup> totals: array<f32, ${sumsAtOnce}>;`, 'var<workgroup> flag: u32;',
      ],
      decide: (name, condition) => [`if (lane == 0u) { flag = select(0u, 1u, ${condition}); }`, `let ${name} = workgroupUniformLoad(&flag) == 1u;`],
      load: [...all(copies.map(([own, word]) => `${own} = ${word};`)), ...numbers.map(([own, word]) => `${own} = ${word};`), 'let desk = run * p.scratch;', ...this.barrier()],
      save: [...all(copies.map(([own, word]) => `${word} = ${own};`)), 'if (lane == 0u) {', ...numbers.map(([own, word]) => `${word} = ${own};`), '}'],
      look: text.look,
      update: text.update,
      scratch: this.scratch > 0,
    })
    return { code, scratch: this.scratch, rows: this.rows }
  }

  /** Weights and what passes between layers are read many times over: they come first. */
  private placeLayers(wide: readonly number[]): void {
    const { problem: { network }, layout } = this.spec
    this.place('s0', layout.width)
    network.layers.forEach((layer, l) => this.place(`o${l}`, this.rows * unitsOf(layer)))
    network.layers.forEach((layer, l) => {
      if (layer.kind === 'dense') this.place(`d${l}`, this.rows * layer.outputs)
    })
    this.place('g0', layout.width)
    for (const s of wide) if (s > 0) this.place(`s${s}`, layout.width)
  }

  private place(name: string, size: number): void {
    const state = /^s(\d+)$/.exec(name)?.[1]
    if (size <= this.free) {
      this.free -= size
      this.declared.push(`var<workgroup> ${name}: array<f32, ${size}>;`)
      this.places.set(name, (index) => `${name}[${index}]`)
    } else if (state !== undefined) {
      const from = this.spec.layout.states[Number(state)]
      this.places.set(name, (index) => `state[home + ${from}u + ${index}]`)
    } else {
      const from = this.scratch
      this.scratch += size
      this.places.set(name, (index) => `scratch[desk + ${from}u + ${index}]`)
    }
  }

  private at(name: string, index: string): string {
    const place = this.places.get(name)
    if (place) return place(index)
    this.place(name, this.spec.layout.width)
    return this.at(name, index)
  }

  private barrier(): string[] {
    return ['workgroupBarrier();', 'storageBarrier();']
  }

  private elements(): Elements {
    const { layout } = this.spec
    return {
      each: (tensor, body) => {
        const { offset = 0, size = 0 } = layout.tensors[tensor] ?? {}
        return [`for (var k = lane; k < ${size}u; k += ${this.lanes}u) {`, `let e = ${offset}u + k;`, ...body((array) => this.at(array, 'e'), (value) => value), '}']
      },
      sums: (names) => this.sums(names),
      settle: this.barrier(),
      evaluate: (point, n) => this.evaluate(point, n),
    }
  }

  private sums(names: readonly string[]): string[] {
    const lines: string[] = []
    for (let from = 0; from < names.length; from += sumsAtOnce) {
      const some = names.slice(from, from + sumsAtOnce)
      lines.push(
        ...some.map((name, i) => `parts[${i * this.lanes}u + lane] = ${name};`),
        'workgroupBarrier();',
        `for (var s = lane; s < ${some.length}u; s += ${this.lanes}u) { var sum = 0.0; for (var l = 0u; l < ${this.lanes}u; l++) { sum += parts[s * ${this.lanes}u + l]; } totals[s] = sum; }`,
        'workgroupBarrier();',
        ...some.map((name, i) => `let sum_${name} = totals[${i}];`),
      )
    }
    return lines
  }

  private evaluate(point: string, n: number): string[] {
    const { problem: { network, loss, penalty } } = this.spec
    const share = loss.kind === 'classwise' ? 'f32(rows)' : `f32(rows * ${network.outputs}u)`
    const price = penalty.l1 !== 0 || penalty.l2 !== 0
    return [
      `let share${n} = 1.0 / ${share};`, `var cost${n} = 0.0;`, ...(price ? [`var price${n} = 0.0;`] : []),
      ...(n === 0 ? this.spec.layout.tensors.map((_, k) => `var norm_${k} = 0.0;`) : []),
      ...network.layers.flatMap((_, l) => this.forward(point, l)),
      ...(loss.kind === 'classwise' ? this.classwise(n) : this.pointwise(n)),
      ...this.backward(point, n),
      ...this.barrier(),
      ...this.sums([`cost${n}`, ...(price ? [`price${n}`] : [])]),
      `let loss${n} = sum_cost${n} * share${n}${price ? ` + sum_price${n}` : ''};`,
    ]
  }

  /** A number of a row of the batch. */
  private number(index: string, row: string): string {
    return `batch[(place.x + (${row} >> 2u)) * ${4 * rowOf(this.spec.problem.network).size}u + 4u * (${index}) + (${row} & 3u)]`
  }

  /** What goes into layer l. */
  private input(l: number, row: string, unit: string): string {
    const before = this.spec.problem.network.layers[l - 1]
    return before ? this.at(`o${l - 1}`, `${row} * ${unitsOf(before)}u + ${unit}`) : this.number(unit, row)
  }

  private overUnits(units: number, lines: readonly string[]): string[] {
    return [`for (var k = lane; k < rows * ${units}u; k += ${this.lanes}u) {`, `let row = k / ${units}u;`, `let j = k % ${units}u;`, ...lines, '}']
  }

  private forward(point: string, l: number): string[] {
    const { problem: { network }, layout } = this.spec
    const layer = network.layers[l]
    const own = this.at(`o${l}`, 'k')
    if (layer?.kind === 'dense') {
      const kernel = layout.tensors[layer.kernel]?.offset ?? Number.NaN
      const bias = layer.bias === null ? '0.0' : this.at(point, `${layout.tensors[layer.bias]?.offset}u + j`)
      const sum = `sum += ${this.input(l, 'row', 'i')} * ${this.at(point, `${kernel}u + i * ${layer.outputs}u + j`)};`
      return [...(l === 0 ? [] : this.barrier()), ...this.overUnits(layer.outputs, [`var sum = ${bias};`, `for (var i = 0u; i < ${layer.inputs}u; i++) { ${sum} }`, `${own} = sum;`])]
    }
    if (layer?.kind === 'activation') {
      const { lines, value } = activationText(layer.formula, 'z', 'v')
      return this.overUnits(layer.units, [`let z = ${this.input(l, 'row', 'j')};`, ...lines, `${own} = ${value};`])
    }
    if (layer?.kind === 'dropout') return this.overUnits(layer.units, [`${own} = ${this.input(l, 'row', 'j')} * ${this.mask(l, 'row', 'j')};`])
    throw new Error(`not fused: ${layer?.kind}`)
  }

  private mask(l: number, row: string, unit: string): string {
    const { network } = this.spec.problem
    const before = network.layers.slice(0, l).filter((layer) => layer.kind === 'dropout').length
    return this.number(`${rowOf(network).masks[before]}u + ${unit}`, row)
  }

  /** The last dense layer, whose slopes the loss fills: what follows it is worked back in place. */
  private slopes(): string {
    return `d${this.spec.problem.network.layers.findLastIndex((layer) => layer.kind === 'dense')}`
  }

  private output(row: string, unit: string): string {
    const { layers } = this.spec.problem.network
    return this.input(layers.length, row, unit)
  }

  private pointwise(n: number): string[] {
    const { network, loss } = this.spec.problem
    const { lines, value, slope } = lossText(loss, 'raw', 'y', 'v')
    return this.overUnits(network.outputs, [
      `let raw = ${this.output('row', 'j')};`, `let y = ${this.number(`${rowOf(network).targets}u + j`, 'row')};`,
      ...lines, `cost${n} += ${value};`, `${this.at(this.slopes(), 'k')} = (${slope}) * share${n};`,
    ])
  }

  private classwise(n: number): string[] {
    const { network, loss } = this.spec.problem
    const { lines, value, slope } = lossText(loss, 'raw', 'y', 'v')
    const classes = (body: string): string => `for (var j = 0u; j < ${network.outputs}u; j++) { ${body} }`
    const output = this.output('row', 'j')
    const own = this.at(this.slopes(), `row * ${network.outputs}u + j`)
    return [
      ...this.barrier(),
      `for (var row = lane; row < rows; row += ${this.lanes}u) {`,
      `var largest = ${this.output('row', '0u')};`, classes(`largest = max(largest, ${output});`),
      'var sum = 0.0;', classes(`sum += exp(${output} - largest);`),
      'let log_sum = log_(sum);', 'var slopes = 0.0;',
      classes(`let raw = ${output} - largest - log_sum; let y = ${this.number(`${rowOf(network).targets}u + j`, 'row')}; ${lines.join(' ')} cost${n} += ${value}; let slope = ${slope}; slopes += slope; ${own} = slope;`),
      classes(`${own} = (${own} - exp(${output} - largest - log_sum) * slopes) * share${n};`),
      '}',
    ]
  }

  private backward(point: string, n: number): string[] {
    const { layers } = this.spec.problem.network
    const first = layers.findIndex((layer) => layer.kind === 'dense')
    const lines: string[] = []
    let slopes = this.slopes()
    for (let l = layers.length - 1; l >= first; l--) {
      const layer = layers[l]
      if (layer?.kind === 'activation') {
        const { lines: before, slope } = activationText(layer.formula, 'z', 'v')
        lines.push(...this.overUnits(layer.units, [`let z = ${this.input(l, 'row', 'j')};`, ...before, `${this.at(slopes, 'k')} *= ${slope};`]))
      } else if (layer?.kind === 'dropout') lines.push(...this.overUnits(layer.units, [`${this.at(slopes, 'k')} *= ${this.mask(l, 'row', 'j')};`]))
      else if (layer?.kind === 'dense') {
        lines.push(...this.barrier(), ...this.gradients(layer, l, slopes, point, n))
        if (l === first) break
        const below = `d${layers.slice(0, l).findLastIndex((other) => other.kind === 'dense')}`
        lines.push(...this.pulled(layer, slopes, below, point))
        slopes = below
      }
    }
    return lines
  }

  private gradients(layer: Dense, l: number, slopes: string, point: string, n: number): string[] {
    const { layout, problem: { penalty: { l1, l2 } } } = this.spec
    const kernel = layout.tensors[layer.kernel]
    const bias = layer.bias === null ? null : layout.tensors[layer.bias]
    const slope = (unit: string): string => this.at(slopes, `row * ${layer.outputs}u + ${unit}`)
    const pull = l1 === 0 && l2 === 0 ? [] : [`sum += f32(${l1}) * sign(weight) + f32(${l2}) * weight;`, `price${n} += f32(${l1}) * abs(weight) + f32(${l2 / 2}) * weight * weight;`]
    const keep = (tensor: number, index: string, more: readonly string[]): string[] => {
      const place = `${this.spec.layout.tensors[tensor]?.offset}u + ${index}`
      const norm = n === 0 ? [`norm_${tensor} += sum * sum + trap_(weight);`] : []
      return [`let weight = ${this.at(point, place)};`, ...more, `${this.at(`g${n}`, place)} = sum;`, ...norm]
    }
    const lines = [
      `for (var k = lane; k < ${kernel?.size}u; k += ${this.lanes}u) {`, `let i = k / ${layer.outputs}u;`, `let j = k % ${layer.outputs}u;`, 'var sum = 0.0;',
      `for (var row = 0u; row < rows; row++) { sum += ${this.input(l, 'row', 'i')} * ${slope('j')}; }`, ...keep(layer.kernel, 'k', pull), '}',
    ]
    if (bias && layer.bias !== null) lines.push(
      `for (var j = lane; j < ${bias.size}u; j += ${this.lanes}u) {`, 'var sum = 0.0;',
      `for (var row = 0u; row < rows; row++) { sum += ${slope('j')}; }`, ...keep(layer.bias, 'j', []), '}',
    )
    return lines
  }

  /** Slopes by a dense layer's inputs. */
  private pulled(layer: Dense, slopes: string, below: string, point: string): string[] {
    const kernel = this.spec.layout.tensors[layer.kernel]?.offset
    const term = `${this.at(point, `${kernel}u + j * ${layer.outputs}u + i`)} * ${this.at(slopes, `row * ${layer.outputs}u + i`)}`
    return this.overUnits(layer.inputs, ['var sum = 0.0;', `for (var i = 0u; i < ${layer.outputs}u; i++) { sum += ${term}; }`, `${this.at(below, 'k')} = sum;`])
  }
}

type Layers = KernelSpec['problem']['network']['layers'][number]
type Dense = Layers & { readonly kind: 'dense' }

function unitsOf(layer: Layers): number {
  if (layer.kind === 'dense') return layer.outputs
  if (layer.kind === 'activation' || layer.kind === 'dropout') return layer.units
  throw new Error(`not fused: ${layer.kind}`)
}
